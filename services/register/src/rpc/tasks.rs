//! What waits for the caller: for a publisher, every version that stands outside the register.

use dars_bus::{Problem, Reply, Request};
use dars_messages::requests::tasks::{Place, Task, Tasks};
use dars_vocabulary::StaffRole;

use super::Reading;
use crate::store::{self, versions::Waiting};

/// The caller's tasks, by due date, behind the place that the cursor names; none for anyone else.
pub async fn tasks(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    if !request.actor.is_staff(StaffRole::RegisterPublisher) {
        return Reply::ok(&Tasks::default());
    }
    let behind = request.behind(Place::read)?;
    let waiting = store::versions::by_due(connection, behind.as_ref(), Tasks::READ).await?;
    Reply::ok(&Tasks::behind(behind.as_ref(), waiting.into_iter().map(task).collect()))
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
