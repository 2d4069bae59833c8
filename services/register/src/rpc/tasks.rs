//! What waits for the caller: for a publisher, every version that stands outside the register.

use dars_bus::{Problem, Reply, Request};
use dars_messages::requests::tasks::{Task, Tasks};
use dars_vocabulary::StaffRole;

use super::Reading;
use crate::store::{self, versions::Waiting};

/// How many are told at most.
const MOST: usize = 200;

/// The caller's tasks, by due date; none for anyone else.
pub async fn tasks(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    if !request.actor.is_staff(StaffRole::RegisterPublisher) {
        return Reply::ok(&Tasks::default());
    }
    // One more than is told, to know whether there is more.
    let one_more = i64::try_from(MOST).unwrap_or(i64::MAX).saturating_add(1);
    let waiting = store::versions::by_due(connection, one_more).await?;
    let more = waiting.len() > MOST;
    Reply::ok(&Tasks { items: waiting.into_iter().take(MOST).map(task).collect(), more })
}

fn task(waiting: Waiting) -> Task {
    let Waiting { nic, version, publish_by } = waiting;
    Task {
        what: "publish-entry".to_owned(),
        title: format!("Publish version {version} in the register"),
        path: format!("/register/agreements/{nic}/versions/{version}"),
        reference: nic,
        due: publish_by,
    }
}
