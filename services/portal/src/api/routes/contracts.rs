//! Of framework contracts and agreements.

use dars_messages::Owner::Contracts;

use super::{ITS_PARTIES, OFFICERS, SIGNATORIES, SIGNED_IN};
use crate::api::{
    examples::contracts as example,
    route::{Route, To},
};

const TO: To = To::One(Contracts);

pub(super) fn framework_contracts() -> Vec<Route> {
    vec![
        Route::list("/framework-contracts", TO, "list-framework-contracts").says("Framework contracts.", SIGNED_IN),
        Route::get("/framework-contracts/{con}", TO, "get-framework-contract").says("One of them.", SIGNED_IN),
        Route::post("/framework-contracts", TO, "request-framework-contract", example::request_framework_contract())
            .makes("/framework-contracts/{contract}")
            .says("Ask for a framework contract for an organisation.", "its members, case officers"),
        Route::post("/framework-contracts/{con}/draft", TO, "draft-framework-contract", example::draft_framework())
            .with_if_match()
            .says("Set its terms.", OFFICERS),
        Route::post("/framework-contracts/{con}/issue", TO, "issue-framework-contract", example::issue_framework())
            .with_if_match()
            .says("Issue it for signature.", OFFICERS),
        Route::post("/framework-contracts/{con}/signatures", TO, "sign-framework-contract", example::sign_framework())
            .makes("/framework-contracts/{contract}")
            .says("Sign it, quoting the SHA-256.", SIGNATORIES),
        Route::post("/framework-contracts/{con}/terminate", TO, "terminate-framework-contract", example::terminate())
            .with_if_match()
            .says("End it before its last day.", OFFICERS),
    ]
}

pub(super) fn agreements() -> Vec<Route> {
    vec![
        Route::list("/agreements", TO, "list-agreements").says("Agreements.", SIGNED_IN),
        Route::get("/agreements/{nic}", TO, "get-agreement")
            .says("One agreement, with the document that is signed.", ITS_PARTIES),
        Route::post("/agreements/{nic}/issue", TO, "issue-agreement", example::issue_agreement())
            .with_if_match()
            .says("Issue the drafted agreement for signature.", OFFICERS),
        Route::post("/agreements/{nic}/signatures", TO, "sign-agreement", example::sign_agreement())
            .makes("/agreements/{nic}")
            .says("Sign the issued version, quoting its SHA-256.", SIGNATORIES),
        Route::post("/agreements/{nic}/suspend", TO, "suspend-agreement", example::suspend_agreement())
            .with_if_match()
            .says("Suspend access, at once.", "incident leads, case officers, auditors"),
        Route::post("/agreements/{nic}/reinstate", TO, "reinstate-agreement", example::reinstate_agreement())
            .with_if_match()
            .says(
                "Give access back: the first asks, the second confirms.",
                "incident leads, approvers, case officers: two people, so nobody alone what they suspended",
            ),
        Route::post("/agreements/{nic}/terminate", TO, "terminate-agreement", example::terminate())
            .with_if_match()
            .says("End it before its last day.", "case officers, incident leads"),
        Route::post("/agreements/{nic}/conditions/{number}/met", TO, "meet-condition", example::meet_condition())
            .with_if_match()
            .says("Accept that a special condition is met.", OFFICERS),
    ]
}
