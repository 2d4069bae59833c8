//! Values outside a code list or a range.

use reqwest::{Method, header};
use serde_json::{Value, json};

use super::{Case, Door, case, things::Things};

/// Anyone may ask for the link of an enquiry; who is no enquirer learns nothing by it.
pub fn links(door: &Door, things: &Things) -> Vec<Case> {
    let post = || door.ask(&Method::POST, &format!("/enquiries/{}/link", things.enquiry));
    let json = |text: &str| post().header(header::CONTENT_TYPE, "application/json").body(text.to_owned());
    let email = |email: Value| post().json(&json!({"email": email}));
    let by_link = |token: &str| {
        let read = door.ask(&Method::GET, &format!("/enquiries/{}", things.enquiry));
        read.header(header::AUTHORIZATION, format!("Enquiry {token}"))
    };
    vec![
        case("a link malformed", json("{\"email\""), 400, "malformed"),
        case("a link with an unknown field", post().json(&json!({"email": "a@b.example", "x": 1})), 400, "malformed"),
        case("a link with a wrong type", email(json!(5)), 400, "malformed"),
        case("a link to nobody", email(json!("nobody")), 422, "values-unacceptable"),
        case("a link to two", email(json!("a@b.example,c@d.example")), 422, "values-unacceptable"),
        case("reading by no link", by_link("x"), 404, "enquiry-unknown"),
        case("reading by a long link", by_link(&"x".repeat(200)), 401, "authorization-malformed"),
    ]
}

/// Anyone may ask; what they send is judged all the same.
pub fn raising(door: &Door) -> Vec<Case> {
    let good = json!({"name": "A", "email": "a@b.example", "topic": "other", "purpose_text": "A question."});
    let post = || door.ask(&Method::POST, "/enquiries");
    let with = |field: &str, value: Value| {
        let mut body = good.clone();
        body[field] = value;
        post().json(&body)
    };
    let json = |text: &str| post().header(header::CONTENT_TYPE, "application/json").body(text.to_owned());
    let machine = door.post("platform-client", "/enquiries", None, &good).header("Authorization", "Bearer again");
    vec![
        case("raising malformed", json("{\"name\""), 400, "malformed"),
        case("raising nothing", json(""), 400, "malformed"),
        case(
            "raising a list",
            post().json(&json!(["web", "A", "a@b.example", null, "other", "A question."])),
            400,
            "malformed",
        ),
        case("raising without fields", post().json(&json!({"name": "A"})), 400, "malformed"),
        case("raising an unknown field", with("surprise", json!(1)), 400, "malformed"),
        case("raising with a wrong type", with("name", json!(5)), 400, "malformed"),
        case("raising 10 MB", with("purpose_text", json!("a".repeat(10 * 1024 * 1024))), 413, "too-large"),
        case(
            "raising a form",
            post().header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body("name=A"),
            415,
            "not-json",
        ),
        case("raising gossip", with("topic", json!("gossip")), 422, "value-not-acceptable"),
        case("raising by pigeon", with("channel", json!("pigeon")), 422, "value-not-acceptable"),
        case("raising by telephone oneself", with("channel", json!("phone")), 403, "channel-for-officers"),
        case("raising a perhaps of an incident", with("data_incident", json!("yes")), 400, "malformed"),
        case("raising a number of incidents", with("data_incident", json!(1)), 400, "malformed"),
        case("raising without an address", with("email", json!("nobody")), 422, "values-unacceptable"),
        case(
            "raising with two lines of a name",
            with("name", json!("A\nBcc: all@b.example")),
            422,
            "values-unacceptable",
        ),
        case("raising with a long name", with("name", json!("a".repeat(201))), 422, "values-unacceptable"),
        case("raising a novel", with("purpose_text", json!("a".repeat(4001))), 422, "values-unacceptable"),
        case("raising nothing in words", with("purpose_text", json!("  ")), 422, "values-unacceptable"),
        case("raising a NUL", with("purpose_text", json!("a\u{0}b")), 422, "value-not-acceptable"),
        case("raising as two", machine, 400, "authorization-malformed"),
    ]
}

/// Outside a code list, or a range.
pub fn values(door: &Door, things: &Things) -> Vec<Case> {
    let Things { enquiry, draft, submitted, before_approver, approved, issued, sha256, pending, .. } = things;
    let post =
        |by, on: String, rest: &str, body: Value| door.post(by, &format!("{on}{rest}"), Some(things.etag(&on)), &body);
    let enquiry = || format!("/enquiries/{enquiry}");
    let put = |section: &str, body: Value| {
        let on = format!("/applications/{draft}");
        door.send("applicant-lead", &Method::PUT, &format!("{on}/sections/{section}"), Some(things.etag(&on)), &body)
    };
    let decide = |body| post("approver", format!("/cases/{before_approver}"), "/decision", body);
    let issue = |body| post("case-officer", format!("/agreements/{approved}"), "/issue", body);
    let sign = |sha256: &str, side: &str, organisation: &str| {
        let body = json!({"sha256": sha256, "side": side, "organisation": organisation});
        door.post("signatory", &format!("/agreements/{issued}/signatures"), None, &body)
    };
    let message =
        |text: String| door.post("triage-officer", &format!("{}/messages", enquiry()), None, &json!({"text": text}));
    let convert = |organisation: &str, lead: &str| {
        post("triage-officer", enquiry(), "/convert", json!({"organisation": organisation, "lead": lead}))
    };
    let request = |field: &str, value: Value| {
        let mut request = json!({"dataset": "hes-apc"});
        request[field] = value;
        put("data-sets", json!({"requests": [request]}))
    };
    vec![
        case(
            "an unknown team",
            post("triage-officer", enquiry(), "/route", json!({"team": "tea"})),
            422,
            "value-not-acceptable",
        ),
        case("a long message", message("a".repeat(4001)), 422, "values-unacceptable"),
        case("an empty message", message(String::new()), 422, "values-unacceptable"),
        case("an unknown organisation", convert("NOBODY", "applicant-lead"), 422, "organisation-unknown"),
        case("no organisation's code", convert("no code", "applicant-lead"), 422, "value-not-acceptable"),
        case("a lead of another's", convert("NORTHMERE", "vantora-lead"), 422, "lead-not-a-member"),
        case("a section that is none", put("gossip", json!({})), 404, "section-unknown"),
        case(
            "an unknown territory",
            put("term", json!({"start": "2025-04-01", "end": "2026-03-31", "territory": "atlantis"})),
            422,
            "value-not-acceptable",
        ),
        case("an unknown level", request("level", json!("raw")), 422, "value-not-acceptable"),
        case("an unknown power", request("legal_power", json!("because")), 422, "value-not-acceptable"),
        case("an unknown service", request("access_service", json!("courier")), 422, "value-not-acceptable"),
        case(
            "an unknown use",
            put("commercial", json!({"is_commercial": true, "uses": ["fun"]})),
            422,
            "value-not-acceptable",
        ),
        case(
            "a field deep within",
            put("data-sets", json!({"requests": [{"dataset": "hes-apc", "colour": "red"}]})),
            400,
            "malformed",
        ),
        case(
            "an unknown step",
            post("case-officer", format!("/cases/{submitted}"), "/assess", json!({"step": "sideways"})),
            422,
            "value-not-acceptable",
        ),
        case(
            "a reason nobody keeps",
            post(
                "case-officer",
                format!("/cases/{submitted}"),
                "/assess",
                json!({"step": "ready", "reason": "It is."}),
            ),
            422,
            "reason-not-kept",
        ),
        case(
            "an officer without a name",
            post("team-manager", format!("/cases/{submitted}"), "/assign", json!({"officer": ""})),
            422,
            "officer-missing",
        ),
        case("an unknown outcome", decide(json!({"outcome": "perhaps"})), 422, "value-not-acceptable"),
        case("no outcome", decide(json!({})), 400, "malformed"),
        case(
            "an unknown reason",
            decide(json!({"outcome": "refuse", "reason": "mood", "reasons": "So."})),
            422,
            "value-not-acceptable",
        ),
        case(
            "no reasons",
            decide(json!({"outcome": "refuse", "reason": "solely-commercial", "reasons": " "})),
            422,
            "values-unacceptable",
        ),
        case(
            "long reasons",
            decide(json!({"outcome": "approve", "reasons": "a".repeat(4001)})),
            422,
            "values-unacceptable",
        ),
        case("an unknown territory", issue(json!({"territory": "atlantis"})), 422, "value-not-acceptable"),
        case(
            "another version's hash",
            sign(&"0".repeat(64), "organisation", "NORTHMERE"),
            409,
            "signature-quotes-another-version",
        ),
        case("an unknown side", sign(sha256, "third", "NORTHMERE"), 422, "value-not-acceptable"),
        case("an organisation that is no party", sign(sha256, "organisation", "VANTORA"), 403, "not-a-party"),
        case("for the body", sign(sha256, "body", "BODY01"), 403, "body-signatory-needed"),
        case(
            "no tick",
            post(
                "register-publisher",
                format!("/register/agreements/{pending}"),
                "/publish",
                json!({"no_personal_names": false}),
            ),
            422,
            "rules-not-met",
        ),
    ]
}
