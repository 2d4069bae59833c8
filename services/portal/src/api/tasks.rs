//! What waits for whoever asks: the services' answers in one list.

use dars_bus::{
    Problem, Reply,
    rpc::{Envelope, With},
};
use dars_messages::{
    Owner,
    requests::tasks::{Place, Task, Tasks},
};
use dars_vocabulary::Actor;
use futures::future::join_all;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::door::{Asked, Door};

/// The services for whose people something can wait, in the order of the flow.
const ASKED: [Owner; 4] = [Owner::Intake, Owner::Review, Owner::Contracts, Owner::Register];

/// Everything that waits for the caller.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TaskList {
    /// What waits: by due date, those without one last.
    pub items: Vec<Task>,
    /// Whether there is more.
    pub more: bool,
    /// Where the next page begins; absent: there is none.
    pub next: Option<String>,
    /// The services that did not answer; what waits there is missing.
    pub incomplete: Vec<String>,
}

/// Asks all of them at once; one that is away hides no other.
pub(super) async fn joined(door: &Door, asked: &Asked) -> Result<Reply, Problem> {
    Reply::ok(&of(door, asked).await?)
}

/// The same for a page of ours, which knows who asks.
pub(crate) async fn waiting_for(door: &Door, actor: Actor, request: Uuid) -> Result<TaskList, Problem> {
    let envelope = Envelope { path: "GET /tasks".to_owned(), ..Envelope::default() };
    of(door, &Asked { actor, request, envelope, with: With::default() }).await
}

async fn of(door: &Door, asked: &Asked) -> Result<TaskList, Problem> {
    let answers = join_all(ASKED.map(|owner| async move { (owner, door.ask(owner, "tasks", asked).await) })).await;
    let mut list = TaskList::default();
    for (owner, answer) in answers {
        match read(owner, answer)? {
            Some(tasks) => {
                list.items.extend(tasks.items);
                list.more |= tasks.more;
            }
            None => list.incomplete.push(owner.name().to_owned()),
        }
    }
    if list.incomplete.len() == ASKED.len() {
        return Err(Problem::away("Every service"));
    }
    // What a service did not tell stands behind the 200 that it told, and so behind what is shown here.
    list.items.sort_by_cached_key(Place::of);
    let limit = asked.envelope.params.get("limit").and_then(|limit| limit.parse().ok()).unwrap_or(Tasks::MOST);
    list.more |= list.items.len() > limit;
    list.items.truncate(limit);
    list.next = list.items.last().filter(|_| list.more).map(|last| Place::of(last).to_string());
    Ok(list)
}

/// A service's tasks; `None` when it did not answer, or not in a way that can be read.
fn read(owner: Owner, answer: Result<Reply, Problem>) -> Result<Option<Tasks>, Problem> {
    match answer {
        Ok(reply) => match serde_json::from_value(reply.body) {
            Ok(tasks) => Ok(Some(tasks)),
            Err(error) => {
                tracing::error!(service = %owner, line = error.line(), "a service's tasks cannot be read");
                Ok(None)
            }
        },
        // The caller's own trouble, the same everywhere.
        Err(problem) if matches!(problem.status, 400 | 401 | 403) => Err(problem),
        Err(problem) => {
            tracing::warn!(service = %owner, code = problem.code, "a service did not tell its tasks");
            Ok(None)
        }
    }
}
