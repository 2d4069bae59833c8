//! Of the public register, and of what is sent.

use dars_messages::Owner::{Notification, Register};

use super::{ANYONE, SIGNED_IN};
use crate::api::{
    examples,
    route::{
        Query, Route,
        To::{self, One},
    },
};

pub(super) fn register() -> Vec<Route> {
    const TO: To = One(Register);
    vec![
        Route::list("/register/agreements", TO, "list-entries").open_to_all().says("The public register.", ANYONE),
        Route::get("/register/agreements/{nic}", TO, "get-entry")
            .open_to_all()
            .says("One entry: its newest published version, and which others there are.", ANYONE),
        Route::get("/register/agreements/{nic}/versions/{version}", TO, "get-entry-version")
            .open_to_all()
            .says("One version of an entry; the publisher sees those that wait, too.", ANYONE),
        Route::list("/register/pending", TO, "list-pending")
            .says("Versions that wait for the publisher.", "register publishers"),
        Route::post("/register/agreements/{nic}/publish", TO, "publish-entry", examples::publish_entry())
            .with_if_match()
            .says("Publish the newest version that waits, or the one that is named.", "register publishers"),
    ]
}

pub(super) fn notification() -> Vec<Route> {
    let about = &[Query::About, Query::Limit, Query::Cursor];
    vec![
        Route::get("/reminders", One(Notification), "list-reminders")
            .asking(about)
            .says("What will be sent about a reference.", SIGNED_IN),
        Route::get("/mails", One(Notification), "list-mails")
            .asking(about)
            .says("What was sent about a reference; addresses are masked.", SIGNED_IN),
    ]
}
