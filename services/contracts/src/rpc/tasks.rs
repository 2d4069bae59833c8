//! `GET /tasks`: what waits for the caller here, by role, by membership or by authority to sign.

use dars_bus::{Problem, Reply, Request};
use dars_contracts_domain::agreement::Refusal;
use dars_messages::requests::tasks::{Place, Tasks};
use dars_vocabulary::{ActorKind, london_date};

use super::Reading;
use crate::store::{self, tasks::Asker};

/// Everything that waits, behind the place that the cursor names; nothing ever waits for a machine.
pub async fn tasks(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    match request.actor.kind {
        ActorKind::Public => return Err(Problem::refused(&Refusal::SignInNeeded)),
        ActorKind::Machine | ActorKind::System => return Reply::ok(&Tasks::default()),
        ActorKind::Person => {}
    }
    let behind = request.behind(Place::read)?;
    let (person, today) = (request.actor.id, london_date(request.now));
    let memberships = store::mandates::memberships(connection, person).await?;
    let authorities = store::mandates::authorities(connection, person).await?;
    let asker = Asker {
        person,
        roles: request.actor.roles.clone(),
        memberships: memberships
            .into_iter()
            .filter(|held| held.holds(person, &held.organisation, today))
            .map(|held| (held.organisation, held.roles))
            .collect(),
        authorities: authorities
            .into_iter()
            .filter(|held| held.holds(person, &held.organisation, today))
            .map(|held| held.organisation)
            .collect(),
    };
    let found = store::tasks::waiting(connection, &asker, behind.as_ref(), Tasks::READ).await?;
    Reply::ok(&Tasks::behind(behind.as_ref(), found))
}
