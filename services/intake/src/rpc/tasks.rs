//! `GET /tasks`: what waits for the caller here, by name, by role or by membership.

use dars_bus::{Problem, Reply, Request};
use dars_messages::requests::tasks::{Place, Tasks};
use dars_vocabulary::{ActorKind, london_date};

use super::Reading;
use crate::store::{self, tasks::Asker};

/// Everything that waits, behind the place that the cursor names; nothing ever waits for a machine.
pub async fn tasks(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    match request.actor.kind {
        ActorKind::Public => return Err(Problem::new(401, "sign-in-needed", "Sign in first.")),
        ActorKind::Machine | ActorKind::System => return Reply::ok(&Tasks::default()),
        ActorKind::Person => {}
    }
    let behind = request.behind(Place::read)?;
    let today = london_date(request.now);
    let memberships = store::memberships::of(connection, request.actor.id).await?;
    let asker = Asker {
        person: request.actor.id.0,
        roles: request.actor.roles.clone(),
        today,
        memberships: memberships
            .into_iter()
            .filter(|held| held.stands_on(today))
            .map(|held| (held.organisation, held.roles))
            .collect(),
    };
    let found = store::tasks::waiting(connection, &asker, behind.as_ref(), Tasks::READ).await?;
    Reply::ok(&Tasks::behind(behind.as_ref(), found))
}
