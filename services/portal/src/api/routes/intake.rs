//! Of enquiries, applications, organisations and the catalogue.

use dars_messages::Owner::Intake;

use super::{ANYONE, ITS_PARTIES, OFFICERS, SIGNED_IN};
use crate::api::{
    examples::{enquiries as enquiry, intake as example, sections},
    route::{Route, To},
};

const TO: To = To::One(Intake);
const ANSWERERS: &str = "experts, triage officers, case officers";
const EITHER_SIDE: &str = "experts, triage officers, case officers; whoever raised it, signed in";
const ITS_PEOPLE: &str = "its lead and those who work on it";

pub(super) fn people_and_catalogue() -> Vec<Route> {
    vec![
        Route::get("/me", TO, "me").says("Who I am, for which organisations and until when.", "anyone signed in"),
        Route::get("/tasks", To::Tasks, "tasks")
            .says("Everything that waits for me, by due date; which services did not answer.", "anyone signed in"),
        Route::list("/catalogue/datasets", TO, "list-datasets").open_to_all().says("The data sets.", ANYONE),
        Route::get("/catalogue/datasets/{id}", TO, "get-dataset").open_to_all().says("One data set.", ANYONE),
        Route::list("/organisations", TO, "list-organisations").says("Legal entities.", SIGNED_IN),
        Route::get("/organisations/{id}", TO, "get-organisation").says("One legal entity.", SIGNED_IN),
        Route::post("/organisations/{id}/assurances", TO, "record-assurance", example::record_assurance())
            .makes("/organisations/{organisation}")
            .says(
                "Record what an organisation shows for its security, or that its data protection fee is paid.",
                "case officers, security reviewers; never for an organisation of their own",
            ),
    ]
}

pub(super) fn enquiries() -> Vec<Route> {
    vec![
        Route::post("/enquiries", TO, "raise-enquiry", enquiry::raise_enquiry())
            .open_to_all()
            .makes("/enquiries/{reference}")
            .says("Ask something.", ANYONE),
        Route::list("/enquiries", TO, "list-enquiries").says("Open enquiries, by due date.", "staff"),
        Route::get("/enquiries/{reference}", TO, "get-enquiry")
            .says("One enquiry.", "staff; whoever raised it, signed in"),
        Route::post("/enquiries/{reference}/messages", TO, "add-message", enquiry::add_message())
            .makes("/enquiries/{reference}")
            .says("Add a message to an enquiry.", EITHER_SIDE),
        Route::post("/enquiries/{reference}/triage", TO, "triage-enquiry", enquiry::triage_enquiry())
            .with_if_match()
            .says("Take an enquiry in.", "triage officers"),
        Route::post("/enquiries/{reference}/route", TO, "route-enquiry", enquiry::route_enquiry())
            .with_if_match()
            .says("Route an enquiry to the team that shall answer.", "triage officers"),
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
            .with_if_match()
            .says("Close an enquiry without an answer.", EITHER_SIDE),
        Route::post("/enquiries/{reference}/duplicate", TO, "mark-duplicate", enquiry::mark_duplicate())
            .with_if_match()
            .says("Say that it is the same as another one.", "triage officers"),
        Route::post("/enquiries/{reference}/reopen", TO, "reopen-enquiry", enquiry::reopen_enquiry())
            .with_if_match()
            .says("Open an enquiry again, with a reason.", EITHER_SIDE),
    ]
}

pub(super) fn applications() -> Vec<Route> {
    vec![
        Route::list("/applications", TO, "list-applications").says("Applications.", SIGNED_IN),
        Route::get("/applications/{nic}", TO, "get-application").says("One application.", ITS_PARTIES),
        Route::post(
            "/applications/{nic}/preliminary-assessment",
            TO,
            "assess-preliminary",
            example::assess_preliminary(),
        )
        .with_if_match()
        .says("Accept a proposal before the draft, or redirect it.", OFFICERS),
        Route::post("/applications/{nic}/people", TO, "set-people", example::set_people()).with_if_match().says(
            "Say who leads an application, and who works on it.",
            "its lead; once the lead has left, an administrator of its organisation",
        ),
        Route::put("/applications/{nic}/sections/{section}", TO, "save-section", sections::all())
            .with_if_match()
            .says("Save one section of a draft.", ITS_PEOPLE),
        Route::get("/applications/{nic}/check", TO, "check-application")
            .says("What is still wrong, and at which stage it will stop you.", ITS_PARTIES),
        Route::post("/applications/{nic}/submit", TO, "submit-application", example::submit_application())
            .with_if_match()
            .says("Submit the draft as it stands.", ITS_PEOPLE),
        Route::post(
            "/applications/{nic}/clarifications/{id}/answer",
            TO,
            "answer-clarification",
            example::answer_clarification(),
        )
        .makes("/applications/{nic}")
        .says("Answer a clarification.", ITS_PEOPLE),
        Route::post("/applications/{nic}/withdraw", TO, "withdraw-application", example::withdraw_application())
            .with_if_match()
            .says("Withdraw an application before it is decided.", "its lead"),
        Route::get("/applications/{nic}/timeline", TO, "timeline")
            .says("Every step, who holds the pen, and both clocks.", ITS_PARTIES),
        Route::post("/agreements/{nic}/changes", TO, "open-change", example::open_change())
            .makes("/applications/{nic}")
            .says("Open a draft that changes an agreement in force.", ITS_PEOPLE),
    ]
}
