//! Requests about applications.

mod answer_clarification;
pub mod assess_preliminary;
mod check_application;
pub(super) mod list;
mod open_change;
pub(super) mod save_section;
mod set_people;
mod shown_application;
mod submit_application;
mod withdraw_application;

use dars_bus::{Problem, Reply, Request};

use super::Rpc;

/// The answer, if it is about an application.
pub(super) async fn serve(rpc: &Rpc, request: &Request) -> Option<Result<Reply, Problem>> {
    let settings = &rpc.context.settings;
    Some(match request.action.as_str() {
        "save-section" => rpc.write(request, &save_section::SaveSection).await,
        "submit-application" => rpc.write(request, &submit_application::SubmitApplication).await,
        "assess-preliminary" => rpc.write(request, &assess_preliminary::AssessPreliminary).await,
        "withdraw-application" => rpc.write(request, &withdraw_application::WithdrawApplication).await,
        "set-people" => {
            let people = set_people::SetPeople { issuer: settings.identity.issuer.clone() };
            rpc.write(request, &people).await
        }
        "answer-clarification" => rpc.write(request, &answer_clarification::AnswerClarification).await,
        "open-change" => rpc.write(request, &open_change::OpenChange).await,
        "list-applications" => rpc.read(request, list::list).await,
        "get-application" => rpc.read(request, list::get).await,
        "timeline" => rpc.read(request, list::timeline).await,
        "check-application" => rpc.read(request, check_application::check).await,
        _ => return None,
    })
}
