//! Wrong days, wrong states, and keys that are used again.

use reqwest::Method;
use serde_json::{Value, json};

use super::{Case, Door, EARLIEST, LATEST, case, things::Things};

/// Days that there are not, that are in the wrong order, or out of every range.
pub fn dates(door: &Door, things: &Things) -> Vec<Case> {
    let (application, agreement) =
        (format!("/applications/{}", things.draft), format!("/agreements/{}", things.approved));
    let put = |start: &str| {
        let body = json!({"start": start, "end": "2026-03-31", "territory": "england"});
        door.send(
            "applicant-lead",
            &Method::PUT,
            &format!("{application}/sections/term"),
            Some(things.etag(&application)),
            &body,
        )
    };
    let issue = |start: &str, end: &str| {
        let body = json!({"start": start, "end": end});
        door.post("case-officer", &format!("{agreement}/issue"), Some(things.etag(&agreement)), &body)
    };
    let mut cases: Vec<Case> =
        ["2025-13-01", "2025-02-29", "01/04/2025", "tomorrow", "", "10000-01-01", "2025-04-01T25:00:00Z"]
            .map(|start| case(format!("a term from {start:?}"), put(start), 400, "malformed"))
            .into();
    let ill = "rules-not-met";
    // No framework contract lasts that long.
    let late = "framework-contract-not-active";
    for (start, end, code) in [
        ("2024-01-01", "2026-01-01", ill),
        ("2025-06-01", "2025-05-31", ill),
        ("2030-01-01", "2031-01-01", ill),
        ("2025-06-01", LATEST, ill),
        (EARLIEST, EARLIEST, ill),
        (LATEST, LATEST, late),
        (LATEST, EARLIEST, late),
    ] {
        cases.push(case(format!("issued from {start} to {end}"), issue(start, end), 422, code));
    }
    cases
}

/// What was done already, or comes too early.
pub fn states(door: &Door, things: &Things) -> Vec<Case> {
    let post =
        |by, on: String, rest: &str, body: Value| door.post(by, &format!("{on}{rest}"), Some(things.etag(&on)), &body);
    let Things { converted, submitted, before_approver, approved, issued, .. } = things;
    let sign = |nic: &str| {
        let body = json!({"sha256": things.sha256, "side": "organisation", "organisation": "NORTHMERE"});
        door.post("signatory", &format!("/agreements/{nic}/signatures"), None, &body)
    };
    let application = format!("/applications/{submitted}");
    let save = door.send(
        "applicant-lead",
        &Method::PUT,
        &format!("{application}/sections/outputs"),
        Some(things.etag(&application)),
        &json!({"expected": "More."}),
    );
    vec![
        case(
            "routed once converted",
            post("triage-officer", format!("/enquiries/{converted}"), "/route", json!({"team": "incident"})),
            409,
            "enquiry-converted",
        ),
        case(
            "converted twice",
            post(
                "triage-officer",
                format!("/enquiries/{converted}"),
                "/convert",
                json!({"organisation": "NORTHMERE", "lead": "applicant-lead"}),
            ),
            409,
            "enquiry-converted",
        ),
        case(
            "a message once converted",
            door.post("triage-officer", &format!("/enquiries/{converted}/messages"), None, &json!({"text": "Late."})),
            409,
            "enquiry-converted",
        ),
        case(
            "submitted twice",
            post("applicant-lead", application.clone(), "/submit", json!({})),
            409,
            "already-submitted",
        ),
        case("saved once submitted", save, 409, "already-submitted"),
        case(
            "assessed before it is assigned",
            post("case-officer", format!("/cases/{submitted}"), "/assess", json!({"step": "ready"})),
            409,
            "case-not-assigned",
        ),
        case(
            "advised upon before it is ready",
            post(
                "case-officer",
                format!("/cases/{submitted}"),
                "/assess",
                json!({"step": "no_advice_needed", "reason": "So.", "open_standards": "So."}),
            ),
            409,
            "case-not-assigned",
        ),
        case(
            "assessed twice",
            post("case-officer", format!("/cases/{before_approver}"), "/assess", json!({"step": "ready"})),
            409,
            "case-already-assessed",
        ),
        case(
            "taken from its officer",
            post("case-officer-2", format!("/cases/{before_approver}"), "/assign", json!({})),
            409,
            "case-already-assigned",
        ),
        case(
            "decided too early",
            post("approver", format!("/cases/{submitted}"), "/decision", json!({"outcome": "approve"})),
            409,
            "case-not-before-approver",
        ),
        case(
            "decided twice",
            post("approver", format!("/cases/{approved}"), "/decision", json!({"outcome": "approve"})),
            409,
            "case-already-decided",
        ),
        case(
            "issued twice",
            post("case-officer", format!("/agreements/{issued}"), "/issue", json!({})),
            409,
            "not-a-draft",
        ),
        case("signed before it is issued", sign(approved), 409, "not-issued-for-signature"),
        case("signed by all already", sign(&things.pending), 409, "already-signed"),
    ]
}

/// Keys: another body under the same one; none that can be read.
pub fn keys(door: &Door, things: &Things) -> Vec<Case> {
    let path = format!("/enquiries/{}/messages", things.enquiry);
    let keyed = |by: &str, key: &str, body: &Value| {
        door.ask(&Method::POST, &path).bearer_auth(&door.tokens[by]).header("Idempotency-Key", key).json(body)
    };
    let (key, other) = ("a-key-of-mine", json!({"text": "Something else."}));
    vec![
        case("a key with another body", keyed("triage-officer", key, &other), 422, "idempotency-key-reused"),
        case("a stranger with the same key", keyed("stranger", key, &other), 404, "enquiry-unknown"),
        case(
            "two keys",
            keyed("triage-officer", "k-1", &other).header("Idempotency-Key", "k-2"),
            400,
            "idempotency-key-malformed",
        ),
        case("a key of words", keyed("triage-officer", "two words", &other), 400, "idempotency-key-malformed"),
        case("a long key", keyed("triage-officer", &"k".repeat(129), &other), 400, "idempotency-key-malformed"),
    ]
}
