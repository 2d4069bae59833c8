//! Of enquiries.

use dars_messages::Owner::Intake;

use super::ANYONE;
use crate::api::{
    examples::enquiries as enquiry,
    route::{Query, Route, To},
};

const TO: To = To::One(Intake);
const TRIAGE: &str = "triage officers";
const LEAD: &str = "incident leads";
const TRIAGE_OR_LEAD: &str = "triage officers; incident leads what may tell of an incident";
const ANSWERERS: &str = "experts, triage officers, case officers, incident leads";
const EITHER_SIDE: &str =
    "experts, triage officers, case officers, incident leads; whoever raised it, signed in or by their secret link";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/enquiries", TO, "raise-enquiry", enquiry::raise_enquiry())
            .open_to_all()
            .makes("/enquiries/{reference}")
            .says("Ask something.", ANYONE),
        Route::list("/enquiries", TO, "list-enquiries")
            .asking(&[Query::Team, Query::Owner, Query::State, Query::Overdue, Query::Limit, Query::Cursor])
            .says("Enquiries by due date: the open ones, or those asked for.", "staff"),
        Route::list("/enquiries/unfiled", TO, "list-unfiled-mails")
            .says("Mails that joined no enquiry, the oldest first.", TRIAGE),
        Route::get("/enquiries/unfiled/{id}", TO, "get-unfiled-mail")
            .says("One of them, with what it says.", TRIAGE_OR_LEAD),
        Route::post("/enquiries/unfiled/{id}/file", TO, "file-mail", enquiry::file_mail())
            .with_if_match()
            .says("Put a mail into an enquiry, or make one of it.", TRIAGE_OR_LEAD),
        Route::post("/enquiries/unfiled/{id}/discard", TO, "discard-mail", enquiry::discard_mail())
            .with_if_match()
            .says("Throw a mail away.", TRIAGE),
        Route::post("/enquiries/unfiled/{id}/no-incident", TO, "rule-out-mail", enquiry::rule_out_mail())
            .with_if_match()
            .says("Say that a mail that was shown to you tells of no incident.", LEAD),
        Route::get("/enquiries/{reference}", TO, "get-enquiry").or_by_link().asking(&[Query::Cursor]).says(
            "One enquiry with the newest of its thread; `next` leads to what is older.",
            "staff; whoever raised it, signed in or by their secret link",
        ),
        Route::post("/enquiries/{reference}/link", TO, "renew-enquiry-link", enquiry::renew_enquiry_link())
            .open_to_all()
            .says("Have a new secret link mailed to the enquirer's address.", ANYONE),
        Route::post("/enquiries/{reference}/messages", TO, "add-message", enquiry::add_message())
            .or_by_link()
            .makes("/enquiries/{reference}")
            .says("Add a message to an enquiry.", EITHER_SIDE),
        Route::post("/enquiries/{reference}/incident", TO, "confirm-incident", enquiry::confirm_incident())
            .with_if_match()
            .says("Say that what was shown to you is an incident: you have it now.", LEAD),
        Route::post("/enquiries/{reference}/no-incident", TO, "rule-out-incident", enquiry::rule_out_incident())
            .with_if_match()
            .says("Say that what was shown to you is no incident; it goes its way.", LEAD),
        Route::post("/enquiries/{reference}/triage", TO, "triage-enquiry", enquiry::triage_enquiry())
            .with_if_match()
            .says("Take an enquiry in.", "triage officers"),
        Route::post("/enquiries/{reference}/route", TO, "route-enquiry", enquiry::route_enquiry())
            .with_if_match()
            .says(
                "Route an enquiry to the team that shall answer; another than was suggested, with a reason.",
                "triage officers",
            ),
        Route::post("/enquiries/{reference}/give-back", TO, "give-back-enquiry", enquiry::give_back_enquiry())
            .with_if_match()
            .says("Give an enquiry back to triage: the wrong team has it.", ANSWERERS),
        Route::post("/enquiries/{reference}/assign", TO, "assign-enquiry", enquiry::assign_enquiry())
            .with_if_match()
            .says("Take an enquiry, or give it to an officer.", "whoever answers, for themself; team managers"),
        Route::post("/enquiries/{reference}/merge", TO, "merge-enquiry", enquiry::merge_enquiry())
            .with_if_match()
            .says("Let it go on in another one of the same matter; its enquirer notices nothing.", "triage officers"),
        Route::post("/enquiries/{reference}/ask", TO, "ask-enquirer", enquiry::ask_enquirer())
            .with_if_match()
            .says("Ask the enquirer for more; the enquiry waits for them.", ANSWERERS),
        Route::post("/enquiries/{reference}/answer", TO, "answer-enquiry", enquiry::answer_enquiry())
            .with_if_match()
            .says("Answer an enquiry, which ends it.", ANSWERERS),
        Route::post("/enquiries/{reference}/signpost", TO, "signpost-enquiry", enquiry::signpost_enquiry())
            .with_if_match()
            .says("Send an enquirer elsewhere, which ends the enquiry; it can be opened again.", ANSWERERS),
        Route::post("/enquiries/{reference}/convert", TO, "convert-enquiry", enquiry::convert_enquiry())
            .with_if_match()
            .makes("/applications/{nic}")
            .says("Turn an enquiry into an application with a NIC number.", "triage officers, case officers"),
        Route::post("/enquiries/{reference}/close", TO, "close-enquiry", enquiry::close_enquiry())
            .or_by_link()
            .with_if_match()
            .says("Close an enquiry without an answer.", EITHER_SIDE),
        Route::post("/enquiries/{reference}/feedback", TO, "give-enquiry-feedback", enquiry::give_enquiry_feedback())
            .or_by_link()
            .makes("/enquiries/{reference}")
            .says(
                "Say how you found it, once, when your enquiry has ended.",
                "whoever raised it, signed in or by their secret link",
            ),
        Route::post("/enquiries/{reference}/duplicate", TO, "mark-duplicate", enquiry::mark_duplicate())
            .with_if_match()
            .says("Say that it is the same as another one.", "triage officers"),
        Route::post("/enquiries/{reference}/reopen", TO, "reopen-enquiry", enquiry::reopen_enquiry())
            .or_by_link()
            .with_if_match()
            .says("Open an enquiry again, with a reason.", EITHER_SIDE),
    ]
}
