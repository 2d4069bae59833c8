//! Of cases: assignment, assessment, clarifications, advice, decision.

use dars_messages::Owner::Review;

use super::{ANYONE, ITS_PARTIES, casework};
use crate::api::{
    examples::review as example,
    route::{Query, Route, To},
};

const TO: To = To::One(Review);
const ITS_OFFICER: &str = "its case officer";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/performance", To::Performance, "performance")
            .open_to_all()
            .says("How many cases and enquiries there are, how they ended, and how long they took, by stage.", ANYONE),
        Route::get("/applications/{nic}/forecast", TO, "forecast-case")
            .says("When a decision may be expected, from how long cases like it took.", ITS_PARTIES),
        Route::get("/cases", TO, "list-cases")
            .asking(&[Query::Limit, Query::Cursor, Query::Officer, Query::State, Query::Overdue])
            .says("The officers' work queue; what is under way comes first, by due date.", "staff"),
        Route::get("/cases/{nic}", TO, "get-case").says("One case, with its findings.", "staff"),
        Route::post("/cases/{nic}/assign", TO, "assign-case", example::assign_case())
            .with_if_match()
            .says("Give a case to an officer, or take it.", "team managers; a case officer, for themselves"),
        Route::post("/cases/{nic}/return", TO, "return-application", example::return_application())
            .with_if_match()
            .says("Send an incomplete application back.", ITS_OFFICER),
        Route::post("/cases/{nic}/clarifications", TO, "raise-clarification", example::raise_clarification())
            .with_if_match()
            .makes("/cases/{nic}")
            .says("Ask the applicant; our clock pauses while any answer is open.", ITS_OFFICER),
        Route::post(
            "/cases/{nic}/clarifications/{id}/resolve",
            TO,
            "resolve-clarification",
            example::resolve_clarification(),
        )
        .with_if_match()
        .says("Accept an answer, or ask again in the next round.", ITS_OFFICER),
        Route::post("/cases/{nic}/assess", TO, "assess-case", example::assess_case())
            .with_if_match()
            .says("Move a case on.", ITS_OFFICER),
        Route::post("/cases/{nic}/advice", TO, "record-advice", example::record_advice())
            .with_if_match()
            .says("Put a case on a meeting's list, or record what was advised.", "the secretariat"),
        Route::post("/cases/{nic}/decision", TO, "decide-case", example::decide_case())
            .with_if_match()
            .says("Approve, defer or refuse.", "an approver who never worked on it, signed in within 5 minutes"),
    ]
    .into_iter()
    .chain(casework::routes())
    .collect()
}
