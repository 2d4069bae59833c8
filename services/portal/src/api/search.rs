//! One search: what the services found, in one list.

use dars_bus::{Problem, Reply};
use dars_messages::{
    Owner,
    requests::search::{Hit, Hits},
};
use futures::future::join_all;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::door::{Asked, Door};

/// The services that are searched, in the order in which their hits are shown.
const ASKED: [Owner; 3] = [Owner::Review, Owner::Intake, Owner::Contracts];

/// Everything that was found for the caller.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HitList {
    /// What was found, best first within each kind.
    pub items: Vec<Hit>,
    /// Whether a service found more than it told: 20 of each kind.
    pub more: bool,
    /// The services that did not answer; what they would have found is missing.
    pub incomplete: Vec<String>,
}

/// Asks all at once; one that is away hides nothing of the others.
pub(super) async fn joined(door: &Door, asked: &Asked) -> Result<Reply, Problem> {
    let answers = join_all(ASKED.map(|owner| async move { (owner, door.ask(owner, "search", asked).await) })).await;
    let mut list = HitList::default();
    for (owner, answer) in answers {
        match read(owner, answer)? {
            Some(hits) => {
                list.items.extend(hits.items);
                list.more |= hits.more;
            }
            None => list.incomplete.push(owner.name().to_owned()),
        }
    }
    if list.incomplete.len() == ASKED.len() {
        return Err(Problem::away("Every service"));
    }
    Reply::ok(&list)
}

/// What a service found; `None` when it did not answer, or not in a way that can be read.
fn read(owner: Owner, answer: Result<Reply, Problem>) -> Result<Option<Hits>, Problem> {
    match answer {
        Ok(reply) => match serde_json::from_value(reply.body) {
            Ok(hits) => Ok(Some(hits)),
            Err(error) => {
                tracing::error!(service = %owner, line = error.line(), "what a service found cannot be read");
                Ok(None)
            }
        },
        // The caller's own trouble, the same everywhere.
        Err(problem) if matches!(problem.status, 400 | 401 | 403 | 422) => Err(problem),
        Err(problem) => {
            tracing::warn!(service = %owner, code = problem.code, "a service was not searched");
            Ok(None)
        }
    }
}
