//! `GET /tasks`: what waits for the caller here, by role, by membership or by authority to sign.

use dars_bus::{Problem, Reply, Request};
use dars_contracts_domain::agreement::Refusal;
use dars_messages::requests::tasks::Tasks;
use dars_vocabulary::{ActorKind, london_date};

use super::Reading;
use crate::store::{self, tasks::Asker};

/// The longest answer.
const MOST: usize = 200;

/// Everything that waits; nothing ever waits for a machine.
pub async fn tasks(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    match request.actor.kind {
        ActorKind::Public => return Err(Problem::refused(&Refusal::SignInNeeded)),
        ActorKind::Machine | ActorKind::System => return Reply::ok(&Tasks::default()),
        ActorKind::Person => {}
    }
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
    let limit = i64::try_from(MOST).unwrap_or(i64::MAX).saturating_add(1);
    let mut items = store::tasks::waiting(connection, &asker, limit).await?;
    let more = items.len() > MOST;
    items.truncate(MOST);
    Reply::ok(&Tasks { items, more })
}
