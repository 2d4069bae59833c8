//! Of oneself, organisations and their people.

use dars_messages::Owner::Intake;

use super::SIGNED_IN;
use crate::api::{
    examples::{intake as example, organisations as organisation},
    route::{Route, To},
};

const TO: To = To::One(Intake);
const OFFICERS: &str = "case officers; never of an organisation of their own";
const KEEPERS: &str = "its administrator; as long as it has none, case officers: who administers it";

pub(super) fn routes() -> Vec<Route> {
    let mut routes = organisations();
    routes.extend([
        Route::get("/me", TO, "me").says("Who I am, for which organisations and until when.", "anyone signed in"),
        Route::list("/tasks", To::Tasks, "tasks").says(
            "Everything that waits for me, by due date, 200 unless fewer are asked for; which services did not answer.",
            "anyone signed in",
        ),
        Route::list("/organisations", TO, "list-organisations").says("Legal entities.", SIGNED_IN),
        Route::post("/organisations", TO, "register-organisation", organisation::register())
            .makes("/organisations/{id}")
            .says("Take a legal entity into the records.", "case officers, triage officers"),
        Route::get("/organisations/{id}", TO, "get-organisation").says("One legal entity.", SIGNED_IN),
        Route::post("/organisations/{id}/assurances", TO, "record-assurance", example::record_assurance())
            .makes("/organisations/{organisation}")
            .says(
                "Record what an organisation shows for its security, or that its data protection fee is paid.",
                "case officers, security reviewers; never for an organisation of their own",
            ),
    ]);
    routes
}

/// The administration of organisations.
fn organisations() -> Vec<Route> {
    vec![
        Route::post("/organisations/{id}/rename", TO, "rename-organisation", organisation::rename())
            .with_if_match()
            .says("Record another legal name; the former one stays in sight and is found.", OFFICERS),
        Route::post("/organisations/{id}/members", TO, "add-member", organisation::add_member())
            .makes("/organisations/{organisation}")
            .says("Take a person in.", KEEPERS),
        Route::post("/organisations/{id}/members/{person}/change", TO, "change-member", organisation::change_member())
            .with_if_match()
            .says("Say what a member is from now on, never of oneself.", KEEPERS),
        Route::post("/organisations/{id}/members/{person}/end", TO, "end-member", organisation::end_on())
            .with_if_match()
            .says("End a membership, and the authority to sign that rests on it.", KEEPERS),
        Route::post("/organisations/{id}/authorities", TO, "ask-authority", organisation::ask_authority())
            .makes("/organisations/{organisation}")
            .says("Ask that a signatory may sign; an officer confirms it.", "its administrator"),
        Route::post(
            "/organisations/{id}/authorities/{person}/confirm",
            TO,
            "confirm-authority",
            organisation::confirm_authority(),
        )
        .with_if_match()
        .says("Confirm who may sign: never oneself, nor what one asked.", OFFICERS),
        Route::post(
            "/organisations/{id}/authorities/{person}/decline",
            TO,
            "decline-authority",
            organisation::decline_authority(),
        )
        .with_if_match()
        .says("Do not confirm it, with a reason.", OFFICERS),
        Route::post("/organisations/{id}/authorities/{person}/end", TO, "end-authority", organisation::end_authority())
            .with_if_match()
            .says(
                "End an authority to sign.",
                "its administrator, whoever holds it; case officers, but not of their own organisation",
            ),
    ]
}
