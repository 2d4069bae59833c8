//! Of what goes out under an agreement, through which service, and of what is destroyed at its end.

use dars_messages::Owner::Contracts;

use super::{ITS_PARTIES, OFFICERS, SIGNATORIES, SIGNED_IN};
use crate::api::{
    examples::access as example,
    route::{Query, Route, To},
};

const TO: To = To::One(Contracts);
const DATA_PRODUCTION: &str = "data production";
const RELEASERS: &str = "data production, signed in within 5 minutes";
const BUYERS: &str = "leads and administrators of the applicant organisation";
const PROVIDERS: &str = "case officers, data production";

pub(super) fn releases() -> Vec<Route> {
    vec![
        Route::list("/agreements/{nic}/releases", TO, "list-releases")
            .says("What was released under an agreement, and what is on its way.", ITS_PARTIES),
        Route::get("/agreements/{nic}/release-gate", TO, "release-gate")
            .asking(&[Query::DataSet])
            .says("Whether a data set could be released now, and what holds it (V40).", ITS_PARTIES),
        Route::post("/agreements/{nic}/releases", TO, "plan-release", example::plan_release())
            .makes("/releases/{release}")
            .says("Produce a release; nothing leaves yet.", DATA_PRODUCTION),
        Route::get("/releases/{reference}", TO, "get-release").says("One release.", ITS_PARTIES),
        Route::post("/releases/{reference}/check", TO, "check-release", example::check_release())
            .with_if_match()
            .says("Check a release.", "data production, another person than produced it"),
        Route::post("/releases/{reference}/release", TO, "make-release", example::make_release())
            .with_if_match()
            .says("Let it go out if the gate is open; else it is held, and says why.", RELEASERS),
        Route::post("/releases/{reference}/acknowledge", TO, "acknowledge-release", example::acknowledge_release())
            .with_if_match()
            .says("Say that it arrived.", "members of the recipient"),
    ]
}

pub(super) fn destruction() -> Vec<Route> {
    vec![
        Route::post("/agreements/{nic}/destruction", TO, "submit-certificate", example::submit_certificate())
            .makes("/agreements/{nic}")
            .says("Certify that data is destroyed.", "members of its controllers and processors"),
        Route::post(
            "/agreements/{nic}/destruction/{certificate}/accept",
            TO,
            "accept-certificate",
            example::accept_certificate(),
        )
        .with_if_match()
        .says("Accept a certificate.", "case officers; never of an organisation of their own"),
        Route::post(
            "/agreements/{nic}/destruction/{certificate}/query",
            TO,
            "query-certificate",
            example::query_certificate(),
        )
        .with_if_match()
        .says("Ask back about a certificate.", OFFICERS),
    ]
}

pub(super) fn service_agreements() -> Vec<Route> {
    let moves = |path, action, summary, by| {
        Route::post(path, TO, action, example::move_service()).with_if_match().says(summary, by)
    };
    vec![
        Route::list("/service-agreements", TO, "list-service-agreements").says("Service agreements.", SIGNED_IN),
        Route::get("/service-agreements/{reference}", TO, "get-service-agreement")
            .says("One of them, with its quote.", ITS_PARTIES),
        Route::post("/service-agreements", TO, "quote-service", example::quote_service())
            .makes("/service-agreements/{service_agreement}")
            .says("Quote an access service for an agreement.", OFFICERS),
        moves("/service-agreements/{reference}/order", "order-service", "Order it.", BUYERS),
        Route::post(
            "/service-agreements/{reference}/signatures",
            TO,
            "sign-service-agreement",
            example::sign_service_agreement(),
        )
        .makes("/service-agreements/{service_agreement}")
        .says("Sign it, quoting the SHA-256.", SIGNATORIES),
        moves("/service-agreements/{reference}/provision", "provision-service", "It is set up.", PROVIDERS),
        moves("/service-agreements/{reference}/activate", "activate-service", "Let its users in.", PROVIDERS),
        Route::post("/service-agreements/{reference}/users", TO, "set-service-users", example::set_service_users())
            .with_if_match()
            .says("Say who works there.", BUYERS),
    ]
}
