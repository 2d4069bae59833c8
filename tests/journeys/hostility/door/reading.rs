//! What is not there, or not for the caller, and the clock of a local stack.

use reqwest::Method;
use serde_json::{Value, json};

use super::{Case, Door, EARLIEST, LATEST, answer, case, things::Things};

/// What is not there, or not for the caller.
pub fn reading(door: &Door, things: &Things) -> Vec<Case> {
    let (application, case_of, agreement) = (
        format!("/applications/{}", things.draft),
        format!("/cases/{}", things.submitted),
        format!("/agreements/{}", things.issued),
    );
    let enquiry = format!("/enquiries/{}", things.enquiry);
    let mut cases = Vec::new();
    let mut add = |by: &str, path: &str, status, code| {
        cases.push(case(format!("{by} reads {path}"), door.get(by, path), status, code));
    };
    for path in [
        "/enquiries/nonsense",
        "/applications/DARS-NIC-1",
        "/agreements/x",
        "/cases/%27%20or%201%3d1",
        "/register/agreements/y",
    ] {
        add("case-officer", path, 404, "not-found");
    }
    add("triage-officer", "/enquiries/ENQ-2025-999999", 404, "enquiry-unknown");
    add("case-officer", "/cases/DARS-NIC-999999-A2B3C", 404, "case-unknown");
    add("case-officer", "/agreements/DARS-NIC-999999-A2B3C", 404, "agreement-not-found");
    add("platform-client", &case_of, 403, "person-needed");
    for by in ["vantora-lead", "stranger", "platform-client"] {
        add(by, &application, 404, "application-unknown");
        add(by, &format!("{application}/check"), 404, "application-unknown");
        add(by, &format!("{application}/timeline"), 404, "application-unknown");
        add(by, &agreement, 404, "agreement-not-found");
        add(by, &enquiry, 404, "enquiry-unknown");
    }
    for by in ["applicant-lead", "vantora-lead", "stranger"] {
        add(by, &case_of, 404, "case-unknown");
    }
    add("case-officer", "/cases?limit=0", 422, "value-not-acceptable");
    add("case-officer", "/cases?limit=ten", 400, "malformed");
    add("case-officer", "/mails", 400, "malformed");
    add("case-officer", "/nowhere", 404, "not-found");
    add("stranger", "/catalogue/datasets/tea", 404, "not-found");
    add("stranger", "/catalogue/services/tea", 404, "not-found");
    add("stranger", "/catalogue/datasets?q=", 400, "malformed");
    add("stranger", "/catalogue/datasets?q=deaths&q=births", 400, "malformed");
    add("stranger", "/catalogue/datasets?q=deaths&cursor=tea", 400, "malformed");
    for path in ["/operations/outbox", "/operations/durables", "/operations/dead-letters"] {
        add("approver", path, 403, "operator-needed");
        add("platform-client", path, 403, "operator-needed");
    }
    cases
}

/// The clock of a local stack.
pub fn local(door: &Door, now: jiff::Timestamp) -> Vec<Case> {
    let to = |to: Value| door.ask(&Method::POST, "/local/clock").json(&json!({ "to": to }));
    vec![
        case("backwards", to(json!(now - jiff::SignedDuration::from_hours(1))), 409, "clock-moves-forward"),
        case("to the beginning of days", to(json!(EARLIEST)), 409, "clock-moves-forward"),
        case("to the end of days", to(json!(LATEST)), 422, "value-not-acceptable"),
        case("to no day", to(json!("2025-02-30")), 400, "malformed"),
        case("to a number", to(json!(5)), 400, "malformed"),
        case(
            "an unknown kind of organisation",
            door.ask(&Method::POST, "/local/organisations")
                .json(&json!({"id": "X1", "name": "X", "organisation_type": "guild"})),
            422,
            "value-not-acceptable",
        ),
    ]
}

pub async fn nonsense_in_a_list_is_no_failure(door: &Door) {
    for (by, path) in [
        ("triage-officer", "/enquiries"),
        ("case-officer", "/applications"),
        ("case-officer", "/cases"),
        ("case-officer", "/agreements"),
        ("case-officer", "/organisations"),
        ("case-officer", "/framework-contracts"),
        ("register-publisher", "/register/pending"),
        ("stranger", "/register/agreements"),
        ("stranger", "/catalogue/datasets"),
        ("stranger", "/catalogue/datasets.jsonld"),
    ] {
        for cursor in [
            "nonsense",
            "%27%3B%20drop%20table%20outbox%3B--",
            "%F0%9F%98%80",
            "9223372036854775808",
            "-1",
            "%7B%22a%22%3A1%7D",
        ] {
            let (status, body) = answer(door.get(by, &format!("{path}?cursor={cursor}"))).await;
            assert!(status == 200 || status == 400, "{path}?cursor={cursor}: {status} {body}");
        }
    }
}
