//! Requests about the advisory groups' meetings, their papers and their minutes.

mod act;
pub(super) mod follow;
mod list;
mod minutes;
mod papers;
mod put_off;

use dars_bus::{Problem, Reply, Request};
use dars_review_domain::{
    meeting::{State, may_see},
    rules::person::person_needed,
};

use super::Rpc;

/// The answer, if it is about a meeting.
pub(super) async fn serve(rpc: &Rpc, request: &Request) -> Option<Result<Reply, Problem>> {
    use act::ActOnMeeting::{Declare, PublishMinutes, SetAgenda, SetMembers, WriteMinutes};
    Some(match request.action.as_str() {
        "set-meeting-members" => {
            rpc.write(request, &SetMembers { issuer: rpc.context.settings.identity.issuer.clone() }).await
        }
        "set-agenda" => rpc.write(request, &SetAgenda).await,
        "declare-interest" => rpc.write(request, &Declare).await,
        "put-off-meeting" => rpc.write(request, &put_off::PutOffMeeting).await,
        "write-minutes" => rpc.write(request, &WriteMinutes).await,
        "publish-minutes" => rpc.write(request, &PublishMinutes).await,
        "list-meetings" => rpc.read(request, list::list).await,
        "get-meeting" => rpc.read(request, list::get).await,
        "get-papers" => rpc.read(request, papers::papers).await,
        "list-minutes" => rpc.read(request, minutes::list).await,
        "get-minutes" => rpc.read(request, minutes::get).await,
        _ => return None,
    })
}

/// Whoever may not know of a meeting is refused whatever version they name.
fn must_know(state: &State, request: &Request) -> Result<(), Problem> {
    person_needed(&request.actor).map_err(|refusal| Problem::refused(&refusal))?;
    may_see(state, &request.actor).map_err(|refusal| Problem::refused(&refusal))
}
