//! Of applications.

use dars_messages::Owner::Intake;

use super::{ITS_PARTIES, OFFICERS, SIGNED_IN};
use crate::api::{
    examples::{collaboration as together, intake as example, preparation as before, sections},
    route::{Query, Route, To},
};

const TO: To = To::One(Intake);
const SECRETARIAT_OF_NO_PART: &str = "the advisory groups' secretariat; never of its organisation";
const OFFICERS_OF_NO_PART: &str = "case officers; never of its organisation";
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
        Route::post("/applications/{nic}/preliminary-notes", TO, "note-preliminary", before::note_preliminary())
            .with_if_match()
            .says("Note what the preliminary assessment has found so far.", OFFICERS_OF_NO_PART),
        Route::post("/applications/{nic}/early-view", TO, "record-early-view", before::record_early_view())
            .with_if_match()
            .says(
                "Record what an advisory group thinks of it before it is handed in; it binds nobody.",
                SECRETARIAT_OF_NO_PART,
            ),
        Route::get("/applications/{nic}/readiness", TO, "readiness")
            .says("Fourteen checks over what is known, and what to do about each.", ITS_PARTIES),
        Route::get("/applications/{nic}/services", TO, "application-services")
            .says("The access services that fit what it asks for, best first, and why the others do not.", ITS_PARTIES),
        Route::post("/applications/{nic}/copy", TO, "copy-application", before::copy_application())
            .makes("/applications/{nic}")
            .says("Begin a new application with the words of this one.", "leads of its organisation"),
        Route::post("/applications/{nic}/evidence", TO, "take-over-evidence", before::take_over_evidence())
            .with_if_match()
            .makes("/applications/{nic}")
            .says("List a paper of the organisation's in the draft.", ITS_PEOPLE),
        Route::list("/organisations/{id}/evidence", TO, "list-evidence")
            .says("The papers that an organisation's applications name, and where.", "its members"),
        Route::post("/applications/{nic}/invitations", TO, "invite-collaborator", together::invite_collaborator())
            .makes("/applications/{nic}")
            .says("Invite someone to work on it; the code goes by mail alone.", "its lead"),
        Route::post(
            "/applications/{nic}/invitations/{invitation}/revoke",
            TO,
            "revoke-invitation",
            together::revoke_invitation(),
        )
        .says("Take an invitation back.", "its lead"),
        Route::post("/invitations/accept", TO, "accept-invitation", together::accept_invitation())
            .makes("/applications/{nic}")
            .says("Accept an invitation, with the code from the mail.", SIGNED_IN),
        Route::post("/applications/{nic}/hand-over", TO, "hand-over-application", together::hand_over_application())
            .with_if_match()
            .says("Name the lead, where the last one left and nobody there can.", OFFICERS_OF_NO_PART),
        Route::get("/applications/{nic}/versions", TO, "list-versions")
            .says("Every version that was handed in.", ITS_PARTIES),
        Route::get("/applications/{nic}/versions/{a}/compare/{b}", TO, "compare-versions")
            .says("What changed from one version to the other.", ITS_PARTIES),
        Route::post("/applications/{nic}/people", TO, "set-people", example::set_people()).with_if_match().says(
            "Say who leads an application, and who works on it.",
            "its lead; once the lead has left, an administrator of its organisation",
        ),
        Route::put("/applications/{nic}/sections/{section}", TO, "save-section", sections::all())
            .with_if_match()
            .says("Save one section of a draft.", ITS_PEOPLE),
        Route::get("/applications/{nic}/versions/{version}", TO, "get-version")
            .says("One version, with the attachments that go with it.", ITS_PARTIES),
        Route::get("/applications/{nic}/pack.zip", To::Pack, "application-pack").asking(&[Query::Version]).says(
            "A version as a pack of files (a bag of RFC 8493): on paper, as JSON, and its attachments.",
            ITS_PARTIES,
        ),
        Route::get("/applications/{nic}/document.pdf", To::Document, "application-document")
            .asking(&[Query::Version])
            .says("The application on paper: a PDF that can be read aloud.", ITS_PARTIES),
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
