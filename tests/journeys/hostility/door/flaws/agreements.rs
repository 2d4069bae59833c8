//! Commands about agreements, and about what the register shows of them.

use reqwest::Method;
use serde_json::{Value, json};

use super::{Command, Other, Things};

const STRANGERS: [Other; 2] = [("vantora-lead", 404, "agreement-not-found"), ("stranger", 404, "agreement-not-found")];

pub fn commands(things: &Things) -> Vec<Command> {
    let command = |name, of: &str, rest: &str, by, good: Value, wrong_type: Value, others: &[Other]| {
        let on = format!("/agreements/{of}");
        Command {
            name,
            method: Method::POST,
            etag: Some(things.etag(&on).to_owned()),
            on,
            rest: rest.to_owned(),
            unknown: Some(("/agreements/DARS-NIC-999999-A2B3C", "agreement-not-found")),
            by,
            good,
            wrong_type,
            others: [others.to_vec(), STRANGERS.to_vec()].concat(),
        }
    };
    let Things { approved, issued, pending, suspended, .. } = things;
    let refused =
        |code: &'static str, who: &[&'static str]| -> Vec<Other> { who.iter().map(|who| (*who, 403, code)).collect() };
    let signature = |sha256: Value| json!({"sha256": sha256, "side": "organisation", "organisation": "NORTHMERE"});
    let signing = command(
        "signing",
        issued,
        "/signatures",
        "signatory",
        signature(json!(things.sha256)),
        signature(json!(5)),
        &refused("signing-authority-not-confirmed", &["applicant-lead", "case-officer", "body-signatory"]),
    );
    let entry = format!("/register/agreements/{pending}");
    vec![
        command(
            "issuing",
            approved,
            "/issue",
            "case-officer",
            json!({"territory": "england"}),
            json!({"start": true}),
            &refused("case-officer-needed", &["approver", "applicant-lead"]),
        ),
        Command { etag: None, ..signing },
        command(
            "suspending",
            pending,
            "/suspend",
            "incident-lead",
            json!({"reason": "breach", "note": "A drive."}),
            json!({"reason": "breach", "note": 5}),
            &refused("role-to-suspend-needed", &["approver", "applicant-lead", "register-publisher"]),
        ),
        command(
            "reinstating",
            suspended,
            "/reinstate",
            "incident-lead",
            json!({"reason": "It was wiped."}),
            json!({"reason": ["It was wiped."]}),
            &refused("role-to-reinstate-needed", &["auditor", "applicant-lead", "data-production"]),
        ),
        command(
            "terminating",
            pending,
            "/terminate",
            "case-officer",
            json!({"reason": "purpose-ended", "note": "It is over."}),
            json!({"reason": {}}),
            &refused("role-to-terminate-needed", &["approver", "applicant-lead", "auditor"]),
        ),
        command(
            "accepting a condition",
            pending,
            "/conditions/1/met",
            "case-officer",
            json!({"evidence": "It stands there."}),
            json!({"evidence": false}),
            &refused("case-officer-needed", &["approver", "applicant-lead"]),
        ),
        Command {
            name: "publishing",
            method: Method::POST,
            etag: Some(things.etag(&entry).to_owned()),
            on: entry,
            rest: "/publish".to_owned(),
            unknown: Some(("/register/agreements/DARS-NIC-999999-A2B3C", "entry-not-found")),
            by: "register-publisher",
            good: json!({"no_personal_names": true}),
            wrong_type: json!({"no_personal_names": "yes"}),
            others: vec![
                ("approver", 403, "register-publisher-needed"),
                ("case-officer", 403, "register-publisher-needed"),
                ("applicant-lead", 404, "entry-not-found"),
            ],
        },
    ]
}
