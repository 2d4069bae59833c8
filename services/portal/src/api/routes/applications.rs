//! Of applications.

use dars_messages::Owner::Intake;

use super::{ITS_PARTIES, OFFICERS, SIGNED_IN};
use crate::api::{
    examples::{intake as example, sections},
    route::{Route, To},
};

const TO: To = To::One(Intake);
const ITS_PEOPLE: &str = "its lead and those who work on it";

pub(super) fn routes() -> Vec<Route> {
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
