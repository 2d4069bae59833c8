//! Of attachments of applications.

use dars_messages::Owner::Intake;

use crate::api::{
    examples::attachments as example,
    route::{Route, To},
};

const TO: To = To::One(Intake);
const ITS_PEOPLE: &str = "its lead and those who work on it, while it is being written";
const READERS: &str = "its organisation; staff, and advisers who may open its papers, once it was handed in; before the virus scanner passed it, its uploader";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/applications/{nic}/attachments", TO, "list-attachments").says(
            "The attachments of an application.",
            "its organisation; staff, and advisers who may open its papers, of what was handed in",
        ),
        Route::upload("/applications/{nic}/attachments", "begin-attachment")
            .makes("/applications/{nic}/attachments/{id}")
            .says("Attach a file, sent as it is.", ITS_PEOPLE),
        Route::get("/applications/{nic}/attachments/{id}", To::Download, "read-attachment-chunk")
            .says("The file.", READERS),
        Route::post(
            "/applications/{nic}/attachments/{id}/remove",
            TO,
            "remove-attachment",
            example::remove_attachment(),
        )
        .says("Take a file out of what is handed in next.", ITS_PEOPLE),
        Route::post("/applications/{nic}/findings/explain", TO, "explain-finding", example::explain_finding())
            .says("Explain why what looks like an NHS number is none of a person.", ITS_PEOPLE),
    ]
}
