//! Of oneself, organisations and their people.

use dars_messages::Owner::Intake;

use super::SIGNED_IN;
use crate::api::{
    examples::intake as example,
    route::{Route, To},
};

const TO: To = To::One(Intake);

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/me", TO, "me").says("Who I am, for which organisations and until when.", "anyone signed in"),
        Route::list("/tasks", To::Tasks, "tasks").says(
            "Everything that waits for me, by due date, 200 unless fewer are asked for; which services did not answer.",
            "anyone signed in",
        ),
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
