//! The flaws that any command may have.

use reqwest::{Method, header};
use serde_json::{Value, json};

use super::{Case, Door, Things, case};

/// A command that would be taken, and those who may not give it.
#[derive(Clone)]
struct Command<'a> {
    name: &'static str,
    method: Method,
    /// What it is done to, and the rest of the path.
    on: String,
    rest: &'static str,
    /// The same, of something that is not there, and how that is said.
    unknown: (String, &'static str),
    by: &'static str,
    etag: Option<&'a str>,
    good: Value,
    /// One field of another type.
    wrong_type: Value,
    /// Others, and why not they.
    others: &'static [(&'static str, u16, &'static str)],
}

const MACHINE: &str = "platform-client";

pub fn all(door: &Door, things: &Things) -> Vec<Case> {
    let commands = [enquiries(things), applications(things), cases(things), agreements(things)].concat();
    commands.iter().flat_map(|command| flaws(door, command)).collect()
}

fn flaws(door: &Door, command: &Command<'_>) -> Vec<Case> {
    let Command { name, method, on, rest, unknown, by, etag, good, wrong_type, others } = command;
    let path = format!("{on}{rest}");
    let send = |etag: Option<&str>, body: &Value| door.send(by, method, &path, etag, body);
    let raw = || {
        let request = door.by(by, method, &path);
        if let Some(etag) = etag { request.header(header::IF_MATCH, *etag) } else { request }
    };
    let json = |text: String| raw().header(header::CONTENT_TYPE, "application/json").body(text);
    let mut more = good.clone();
    more["surprise"] = json!(1);
    let what = |flaw: &str| format!("{name}, {flaw}");
    let mut cases = vec![
        case(what("by nobody"), door.ask(method, &path).json(good), 401, "sign-in-needed"),
        case(what("malformed"), json("{\"team\": ".to_owned()), 400, "malformed"),
        case(what("an unknown field"), send(*etag, &more), 400, "malformed"),
        case(what("a wrong type"), send(*etag, wrong_type), 400, "malformed"),
        case(
            what("a list"),
            send(*etag, &Value::Array(good.as_object().unwrap().values().cloned().collect())),
            400,
            "malformed",
        ),
        case(what("null"), send(*etag, &Value::Null), 400, "malformed"),
        case(what("10 MB"), json(format!("{{\"text\": \"{}\"}}", "a".repeat(10 * 1024 * 1024))), 413, "too-large"),
        case(what("no JSON by its type"), raw().body(good.to_string()), 415, "not-json"),
        case(
            what("about nothing"),
            door.send(by, method, &format!("{}{rest}", unknown.0), etag.map(|_| "\"1\""), good),
            404,
            unknown.1,
        ),
        case(what("by a machine"), door.send(MACHINE, method, &path, *etag, good), 403, "person-needed"),
    ];
    if *method == Method::POST {
        let keyless = door.ask(method, &path).bearer_auth(&door.tokens[*by]).json(good);
        cases.push(case(what("no key"), keyless, 400, "idempotency-key-missing"));
    }
    if let Some(etag) = etag {
        let version: u64 = etag.trim_matches('"').parse().unwrap();
        let stale = |version: u64| send(Some(&format!("\"{version}\"")), good);
        cases.push(case(what("no version"), send(None, good), 428, "if-match-missing"));
        cases.push(case(what("an old version"), stale(version - 1), 412, "changed-meanwhile"));
        cases.push(case(what("a version to come"), stale(version + 7), 412, "changed-meanwhile"));
        cases.push(case(what("any version"), send(Some("*"), good), 400, "if-match-malformed"));
    }
    for (other, status, code) in *others {
        cases.push(case(what(other), door.send(other, method, &path, *etag, good), *status, code));
    }
    cases
}

fn enquiries(things: &Things) -> Vec<Command<'_>> {
    let on = format!("/enquiries/{}", things.enquiry);
    let command = |name, rest, good, wrong_type, others| Command {
        name,
        method: Method::POST,
        on: on.clone(),
        rest,
        unknown: ("/enquiries/ENQ-2025-999999".to_owned(), "enquiry-unknown"),
        by: "triage-officer",
        etag: Some(things.etag(&on)),
        good,
        wrong_type,
        others,
    };
    let message = command(
        "a message",
        "/messages",
        json!({"text": "A question."}),
        json!({"text": ["A question."]}),
        &[
            ("approver", 403, "role-needed"),
            ("stranger", 404, "enquiry-unknown"),
            ("applicant-lead", 404, "enquiry-unknown"),
        ],
    );
    vec![
        command(
            "routing",
            "/route",
            json!({"team": "incident"}),
            json!({"team": 5}),
            &[
                ("approver", 403, "role-needed"),
                ("stranger", 404, "enquiry-unknown"),
                ("applicant-lead", 404, "enquiry-unknown"),
            ],
        ),
        command(
            "converting",
            "/convert",
            json!({"organisation": "NORTHMERE", "lead": "applicant-lead"}),
            json!({"organisation": "NORTHMERE", "lead": {}}),
            &[
                ("approver", 403, "role-needed"),
                ("stranger", 404, "enquiry-unknown"),
                ("vantora-lead", 404, "enquiry-unknown"),
            ],
        ),
        Command { etag: None, ..message },
    ]
}

fn applications(things: &Things) -> Vec<Command<'_>> {
    let on = format!("/applications/{}", things.draft);
    let command = |name, method, rest, good, wrong_type| Command {
        name,
        method,
        on: on.clone(),
        rest,
        unknown: ("/applications/DARS-NIC-999999-A2B3C".to_owned(), "application-unknown"),
        by: "applicant-lead",
        etag: Some(things.etag(&on)),
        good,
        wrong_type,
        others: &[
            ("case-officer", 403, "lead-or-collaborator-needed"),
            ("ig-lead", 403, "lead-or-collaborator-needed"),
            ("signatory", 403, "lead-or-collaborator-needed"),
            ("vantora-lead", 404, "application-unknown"),
            ("stranger", 404, "application-unknown"),
        ],
    };
    let term = json!({"start": "2025-04-01", "end": "2026-03-31", "territory": "england"});
    let mut number = term.clone();
    number["start"] = json!(20_250_401);
    vec![
        command("saving the term", Method::PUT, "/sections/term", term, number),
        command(
            "saving the outputs",
            Method::PUT,
            "/sections/outputs",
            json!({"expected": "A paper."}),
            json!({"expected": 1}),
        ),
        command("submitting", Method::POST, "/submit", json!({}), json!("now")),
    ]
}

fn cases(things: &Things) -> Vec<Command<'_>> {
    let command = |name, nic: &str, rest, by, good, wrong_type, others| {
        let on = format!("/cases/{nic}");
        Command {
            name,
            method: Method::POST,
            etag: Some(things.etag(&on)),
            on,
            rest,
            unknown: ("/cases/DARS-NIC-999999-A2B3C".to_owned(), "case-unknown"),
            by,
            good,
            wrong_type,
            others,
        }
    };
    vec![
        command(
            "assigning",
            &things.submitted,
            "/assign",
            "team-manager",
            json!({"officer": "case-officer"}),
            json!({"officer": 5}),
            &[
                ("approver", 403, "role-needed"),
                ("case-officer-2", 403, "team-manager-needed"),
                ("applicant-lead", 404, "case-unknown"),
            ],
        ),
        command(
            "assessing",
            &things.submitted,
            "/assess",
            "case-officer",
            json!({"step": "ready"}),
            json!({"step": []}),
            &[
                ("approver", 403, "role-needed"),
                ("applicant-lead", 404, "case-unknown"),
                ("stranger", 404, "case-unknown"),
            ],
        ),
        command(
            "deciding",
            &things.before_approver,
            "/decision",
            "approver",
            json!({"outcome": "approve"}),
            json!({"outcome": "approve", "reasons": 5}),
            &[
                ("case-officer", 403, "role-needed"),
                ("team-manager", 403, "role-needed"),
                ("applicant-lead", 404, "case-unknown"),
                ("stranger", 404, "case-unknown"),
            ],
        ),
    ]
}

fn agreements(things: &Things) -> Vec<Command<'_>> {
    let (approved, issued) = (format!("/agreements/{}", things.approved), format!("/agreements/{}", things.issued));
    let entry = format!("/register/agreements/{}", things.pending);
    let signature = json!({"sha256": things.sha256, "side": "organisation", "organisation": "NORTHMERE"});
    let mut number = signature.clone();
    number["sha256"] = json!(5);
    vec![
        Command {
            name: "issuing",
            method: Method::POST,
            etag: Some(things.etag(&approved)),
            on: approved,
            rest: "/issue",
            unknown: ("/agreements/DARS-NIC-999999-A2B3C".to_owned(), "agreement-not-found"),
            by: "case-officer",
            good: json!({"territory": "england"}),
            wrong_type: json!({"start": true}),
            others: &[
                ("approver", 403, "case-officer-needed"),
                ("applicant-lead", 403, "case-officer-needed"),
                ("vantora-lead", 404, "agreement-not-found"),
                ("stranger", 404, "agreement-not-found"),
            ],
        },
        Command {
            name: "signing",
            method: Method::POST,
            etag: None,
            on: issued,
            rest: "/signatures",
            unknown: ("/agreements/DARS-NIC-999999-A2B3C".to_owned(), "agreement-not-found"),
            by: "signatory",
            good: signature,
            wrong_type: number,
            others: &[
                ("applicant-lead", 403, "signing-authority-not-confirmed"),
                ("case-officer", 403, "signing-authority-not-confirmed"),
                ("body-signatory", 403, "signing-authority-not-confirmed"),
                ("vantora-signatory", 404, "agreement-not-found"),
                ("stranger", 404, "agreement-not-found"),
            ],
        },
        Command {
            name: "publishing",
            method: Method::POST,
            etag: Some(things.etag(&entry)),
            on: entry,
            rest: "/publish",
            unknown: ("/register/agreements/DARS-NIC-999999-A2B3C".to_owned(), "entry-not-found"),
            by: "register-publisher",
            good: json!({"no_personal_names": true}),
            wrong_type: json!({"no_personal_names": "yes"}),
            others: &[
                ("approver", 403, "register-publisher-needed"),
                ("case-officer", 403, "register-publisher-needed"),
                ("applicant-lead", 404, "entry-not-found"),
            ],
        },
    ]
}
