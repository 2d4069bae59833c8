//! What waits for whoever asks: the services' answers in one list.

use dars_bus::{
    Problem, Reply,
    rpc::{Envelope, With},
};
use dars_messages::{
    Owner,
    requests::tasks::{Task, Tasks},
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
    /// Whether a service has more than it told: 200 each.
    pub more: bool,
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
    list.items.sort_by(|one, other| key(one).cmp(&key(other)));
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
        Err(problem) if matches!(problem.status, 401 | 403) => Err(problem),
        Err(problem) => {
            tracing::warn!(service = %owner, code = problem.code, "a service did not tell its tasks");
            Ok(None)
        }
    }
}

/// By due date, those without one last; then in an order that stays.
fn key(task: &Task) -> impl Ord + '_ {
    (task.due.is_none(), task.due, &task.reference, &task.what, &task.path)
}
