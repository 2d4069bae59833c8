//! Requests about enquiries.

mod add_message;
mod answer_enquiry;
mod ask_enquirer;
mod assign_enquiry;
mod close_enquiry;
mod convert_enquiry;
mod give_back_enquiry;
mod give_feedback;
mod incident;
mod link;
pub(super) mod list;
mod mark_duplicate;
mod merge_enquiry;
mod merged;
mod raise_enquiry;
mod reopen_enquiry;
mod route_enquiry;
mod signpost_enquiry;
mod triage_enquiry;

use dars_bus::{Problem, Reply, Request};

use super::Rpc;

/// The answer, if it is about an enquiry.
pub(super) async fn serve(rpc: &Rpc, request: &Request) -> Option<Result<Reply, Problem>> {
    let settings = &rpc.context.settings;
    let known = match link::known(rpc, request).await {
        Ok(known) => known,
        Err(problem) => return Some(Err(problem)),
    };
    let request = known.as_ref().unwrap_or(request);
    Some(match request.action.as_str() {
        "raise-enquiry" => rpc.write(request, &raise_enquiry::RaiseEnquiry).await,
        "route-enquiry" => rpc.write(request, &route_enquiry::RouteEnquiry).await,
        "add-message" => rpc.write(request, &add_message::AddMessage).await,
        "triage-enquiry" => rpc.write(request, &triage_enquiry::TriageEnquiry).await,
        "ask-enquirer" => rpc.write(request, &ask_enquirer::AskEnquirer).await,
        "answer-enquiry" => rpc.write(request, &answer_enquiry::AnswerEnquiry).await,
        "signpost-enquiry" => rpc.write(request, &signpost_enquiry::SignpostEnquiry).await,
        "close-enquiry" => rpc.write(request, &close_enquiry::CloseEnquiry).await,
        "mark-duplicate" => rpc.write(request, &mark_duplicate::MarkDuplicate).await,
        "reopen-enquiry" => rpc.write(request, &reopen_enquiry::ReopenEnquiry).await,
        "open-enquiry-link" => link::open(rpc, request).await,
        "renew-enquiry-link" => rpc.write(request, &link::RenewEnquiryLink).await,
        "convert-enquiry" => {
            let convert = convert_enquiry::ConvertEnquiry {
                local: settings.local.enabled,
                issuer: settings.identity.issuer.clone(),
            };
            rpc.write(request, &convert).await
        }
        "give-back-enquiry" => rpc.write(request, &give_back_enquiry::GiveBackEnquiry).await,
        "assign-enquiry" => {
            let assign = assign_enquiry::AssignEnquiry { issuer: settings.identity.issuer.clone() };
            rpc.write(request, &assign).await
        }
        "confirm-incident" => rpc.write(request, &incident::ConfirmIncident).await,
        "rule-out-incident" => rpc.write(request, &incident::RuleOutIncident).await,
        "give-enquiry-feedback" => rpc.write(request, &give_feedback::GiveEnquiryFeedback).await,
        "merge-enquiry" => rpc.write(request, &merge_enquiry::MergeEnquiry).await,
        "list-enquiries" => rpc.read(request, list::list).await,
        "get-enquiry" => rpc.read(request, list::get).await,
        _ => return None,
    })
}
