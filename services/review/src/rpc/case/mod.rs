//! Requests about cases.

mod assess_case;
mod assign_case;
mod correct_advice;
mod decide_case;
mod hand_over;
mod list;
mod notes;
mod raise_clarification;
mod record_advice;
mod resolve_clarification;
mod return_application;
pub(super) mod shape;
mod work;

use std::collections::BTreeSet;

use dars_bus::{
    Done, Problem, Reply, Request,
    aggregate::{Loaded, execute},
};
use dars_review_domain::{
    case::{Command, State},
    rules::staff,
};
use dars_vocabulary::{Nic, PersonId};
use serde_json::{Value, json};
use sqlx::PgConnection;

use super::Rpc;
use crate::handle::Case;

/// The answer, if it is about a case.
pub(super) async fn serve(rpc: &Rpc, request: &Request) -> Option<Result<Reply, Problem>> {
    let settings = &rpc.context.settings;
    Some(match request.action.as_str() {
        "assign-case" => {
            let assign = assign_case::AssignCase { issuer: settings.identity.issuer.clone() };
            rpc.write(request, &assign).await
        }
        "assess-case" => rpc.write(request, &assess_case::AssessCase).await,
        "return-application" => rpc.write(request, &return_application::ReturnApplication).await,
        "raise-clarification" => rpc.write(request, &raise_clarification::RaiseClarification).await,
        "resolve-clarification" => rpc.write(request, &resolve_clarification::ResolveClarification).await,
        "record-advice" => {
            let record = record_advice::RecordAdvice { issuer: settings.identity.issuer.clone() };
            rpc.write(request, &record).await
        }
        "decide-case" => rpc.write(request, &decide_case::DecideCase).await,
        "hand-over-case" => rpc.write(request, &hand_over::One { issuer: settings.identity.issuer.clone() }).await,
        "hand-over-all" => rpc.write(request, &hand_over::All { issuer: settings.identity.issuer.clone() }).await,
        "check-completeness" => rpc.write(request, &work::Completeness).await,
        "assess-standard" => rpc.write(request, &work::Standard).await,
        "request-check" => rpc.write(request, &work::Ask).await,
        "answer-check" => rpc.write(request, &work::Answer).await,
        "add-note" => rpc.write(request, &work::Note).await,
        "request-decision-review" => rpc.write(request, &work::AskReview).await,
        "review-decision" => rpc.write(request, &work::Review).await,
        "correct-case" => rpc.write(request, &work::Correct { issuer: settings.identity.issuer.clone() }).await,
        "list-notes" => rpc.read(request, notes::list).await,
        "list-cases" => rpc.read(request, list::list).await,
        "get-case" => rpc.read(request, list::get).await,
        _ => return None,
    })
}

/// Gives a command to a case as the caller read it, and answers where the case stands then.
async fn ask(tx: &mut PgConnection, request: &Request, nic: &Nic, command: Command) -> Result<Reply, Problem> {
    let saved = give(tx, request, nic, command).await?;
    Reply::versioned(saved.version, &shown(nic, &saved.state))
}

/// Gives a command to a case as the caller read it.
async fn give(tx: &mut PgConnection, request: &Request, nic: &Nic, command: Command) -> Result<Loaded<State>, Problem> {
    Ok(give_and_tell(tx, request, nic, command).await?.saved)
}

/// The same, with what came of it.
async fn give_and_tell(
    tx: &mut PgConnection,
    request: &Request,
    nic: &Nic,
    command: Command,
) -> Result<Done<Case>, Problem> {
    let if_match = request.must_match()?;
    // Whoever may not know of a case is refused whatever version they name: "changed" would say that it is there.
    let if_match = if_match.filter(|_| staff::reads_content(&request.actor));
    execute::<Case>(tx, &request.meta(), nic.as_str(), if_match, command).await
}

/// Gives a command that adds to a case as it is: it is decided again when it loses a race.
async fn give_anew(
    tx: &mut PgConnection,
    request: &Request,
    nic: &Nic,
    command: Command,
) -> Result<Loaded<State>, Problem> {
    Ok(execute::<Case>(tx, &request.meta(), nic.as_str(), None, command).await?.saved)
}

/// The people of these sign-ins, who advised.
fn people(issuer: &str, subjects: &[String]) -> Result<BTreeSet<PersonId>, Problem> {
    if let Some(at) = subjects.iter().position(|subject| subject.trim().is_empty()) {
        let detail = "Name the subject of each adviser's sign-in.";
        let pointer = format!("/advisers/{at}");
        return Err(Problem::new(422, "adviser-missing", detail).at(&pointer, "adviser-missing", detail));
    }
    Ok(subjects.iter().map(|subject| PersonId::of(issuer, subject)).collect())
}

/// Where a case stands, for whoever changed it.
fn shown(nic: &Nic, state: &State) -> Value {
    json!({"nic": nic, "state": state.name(), "officer": state.officer(), "pen": state.pen()})
}
