//! Of how people found it, and what we changed.

use dars_messages::Owner::Intake;

use super::{ANYONE, SIGNED_IN};
use crate::api::{
    examples::feedback as example,
    route::{Route, To},
};

const TO: To = To::One(Intake);
const MANAGERS: &str = "team managers";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::list("/feedback", TO, "feedback")
            .open_to_all()
            .says("How people found it, by occasion and group, and what we changed.", ANYONE),
        Route::post("/feedback", TO, "give-feedback", example::give_feedback())
            .says("Tell us how you found it: three questions, once.", "whoever was asked"),
        Route::list("/feedback/requests", TO, "feedback-requests").says("What I am asked about.", SIGNED_IN),
        Route::list("/feedback/answers", TO, "list-feedback").says("What was said, never by whom.", MANAGERS),
        Route::post("/feedback/changes", TO, "publish-change", example::publish_change())
            .makes("/feedback/changes/{reference}")
            .says("Tell everyone what we changed.", MANAGERS),
        Route::get("/feedback/changes/{reference}", TO, "get-change")
            .open_to_all()
            .says("One thing that we changed.", ANYONE),
        Route::post("/feedback/changes/{reference}/withdraw", TO, "withdraw-change", example::withdraw_change())
            .with_if_match()
            .says("Take it back, with a reason.", MANAGERS),
    ]
}
