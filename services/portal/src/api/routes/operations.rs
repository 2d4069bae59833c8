//! For operators: metadata of every service; a body only with a reason.

use crate::api::{
    examples,
    route::{
        Route,
        To::{DeadLetter, Every},
    },
};

const OPERATOR: &str = "an operator";

pub(super) fn routes() -> Vec<Route> {
    let decide = |path, action, summary| {
        Route::post(path, DeadLetter, action, examples::operators_reason()).says(summary, OPERATOR)
    };
    vec![
        Route::get("/operations/outbox", Every, "operations-outbox").says("What waits to be published.", OPERATOR),
        Route::get("/operations/durables", Every, "operations-durables")
            .says("How far each hearer has come.", OPERATOR),
        Route::get("/operations/dead-letters", Every, "operations-dead-letters")
            .says("What could not have its effect; metadata only.", OPERATOR),
        decide("/operations/dead-letters/{id}/reveal", "operations-reveal", "See one body, with a reason; recorded."),
        decide(
            "/operations/dead-letters/{id}/retry",
            "operations-retry",
            "Try it again, then what is parked behind it.",
        ),
        decide("/operations/dead-letters/{id}/discard", "operations-discard", "Drop it, with a reason; recorded."),
    ]
}
