//! Of the work on cases beside moving them, who is away, and the one search.

use dars_messages::Owner::Review;

use super::SIGNED_IN;
use crate::api::{
    examples::casework as example,
    route::{Route, To},
};

const TO: To = To::One(Review);
const ITS_OFFICER: &str = "its case officer, or who covers for them";
const MANAGERS: &str = "team managers";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/cases/{nic}/hand-over", TO, "hand-over-case", example::hand_over())
            .with_if_match()
            .says("Give a case from one officer to another, with a reason.", MANAGERS),
        Route::post("/officers/{officer}/hand-over-all", TO, "hand-over-all", example::hand_over())
            .says("Give every open case of an officer to another; what could not be is told by case.", MANAGERS),
        Route::post("/cases/{nic}/completeness", TO, "check-completeness", example::check_completeness())
            .with_if_match()
            .says("Record whether anything is missing.", ITS_OFFICER),
        Route::post("/cases/{nic}/standards/{id}", TO, "assess-standard", example::assess_standard())
            .with_if_match()
            .says("Say what a standard comes to.", "its case officer; the specialist whose standard it is"),
        Route::post("/cases/{nic}/checks", TO, "request-check", example::request_check())
            .with_if_match()
            .makes("/cases/{nic}")
            .says("Ask a specialist.", ITS_OFFICER),
        Route::post("/cases/{nic}/checks/{id}/answer", TO, "answer-check", example::answer_check())
            .says("Answer as a specialist, who is an adviser of the case from then on.", "specialists of that kind"),
        Route::list("/cases/{nic}/notes", TO, "list-notes").says("Notes for staff alone, oldest first.", "staff"),
        Route::post("/cases/{nic}/notes", TO, "add-note", example::add_note())
            .makes("/cases/{nic}")
            .says("Write a note for staff alone.", "staff who work on cases"),
        Route::post("/cases/{nic}/corrections", TO, "correct-case", example::correct_case())
            .with_if_match()
            .says("Put right what was recorded wrongly; the original stays.", "who may record it"),
        Route::post("/cases/{nic}/decision-review", TO, "request-decision-review", example::request_review())
            .says("Ask that a refusal be looked at again.", "a lead of the applicant organisation, in time"),
        Route::post("/cases/{nic}/decision-review/outcome", TO, "review-decision", example::review_decision())
            .with_if_match()
            .says(
                "Let a refusal stand, or set it aside.",
                "an approver who neither decided nor worked on it, signed in within 5 minutes",
            ),
        Route::get("/standards", TO, "list-standards").says("The DARS standards, and whose each is.", "staff"),
        Route::get("/phrases", TO, "list-phrases").says("Standard phrases for questions.", "staff"),
        Route::list("/absences", TO, "list-absences")
            .says("Who is away, or will be, and who acts for them.", "case officers, team managers"),
        Route::post("/absences", TO, "record-absence", example::record_absence()).makes("/absences/{officer}").says(
            "Say that an officer is away, and who acts for them.",
            "case officers, for themselves; team managers",
        ),
        Route::get("/absences/{officer}", TO, "get-absences")
            .says("The absences of one officer.", "case officers, team managers"),
        Route::post("/absences/{officer}/{id}/call-off", TO, "call-off-absence", example::call_off_absence())
            .with_if_match()
            .says("They are back, or do not go.", "that officer; team managers"),
        Route::post("/search", To::Search, "search", example::search()).says(
            "Find by reference, also an old or mistyped one, by title or by name. The text is in the body: free text \
             does not belong in an address.",
            SIGNED_IN,
        ),
    ]
}
