//! Commands about applications, and about what organisations show.

use reqwest::Method;
use serde_json::{Value, json};

use super::{Command, Other, Things};

const STRANGERS: [Other; 2] = [("vantora-lead", 404, "application-unknown"), ("stranger", 404, "application-unknown")];
const UNKNOWN: (&str, &str) = ("/applications/DARS-NIC-999999-A2B3C", "application-unknown");

pub fn commands(things: &Things) -> Vec<Command> {
    let command = |name, of: &str, rest: &str, good: Value, wrong_type: Value, code: &'static str| {
        let on = format!("/applications/{of}");
        let own = ["case-officer", "ig-lead", "signatory"].map(|other| (other, 403, code));
        Command {
            name,
            method: Method::POST,
            etag: Some(things.etag(&on).to_owned()),
            on,
            rest: rest.to_owned(),
            unknown: Some(UNKNOWN),
            by: "applicant-lead",
            good,
            wrong_type,
            others: [own.to_vec(), STRANGERS.to_vec()].concat(),
        }
    };
    let drafter = "lead-or-collaborator-needed";
    let Things { draft, asked, pending, proposed, .. } = things;
    let put = |name, rest, good, wrong_type| Command {
        method: Method::PUT,
        ..command(name, draft, rest, good, wrong_type, drafter)
    };
    let term = json!({"start": "2025-04-01", "end": "2026-03-31", "territory": "england"});
    let mut number = term.clone();
    number["start"] = json!(20_250_401);
    let reason = || json!({"reason": "It was not funded."});
    let answer = command(
        "answering a question",
        asked,
        "/clarifications/2/answer",
        json!({"text": "Because."}),
        json!({"text": 5}),
        drafter,
    );
    vec![
        put("saving the term", "/sections/term", term, number),
        put("saving the outputs", "/sections/outputs", json!({"expected": "A paper."}), json!({"expected": 1})),
        command("submitting", draft, "/submit", json!({}), json!("now"), drafter),
        command("withdrawing", draft, "/withdraw", reason(), json!({"reason": []}), "lead-needed"),
        command(
            "changing its people",
            draft,
            "/people",
            json!({"lead": "applicant-lead", "collaborators": ["collaborator"]}),
            json!({"lead": "applicant-lead", "collaborators": "collaborator"}),
            "lead-needed",
        ),
        Command { etag: None, ..answer },
        Command {
            etag: None,
            ..command(
                "inviting someone",
                draft,
                "/invitations",
                json!({"name": "Gus Marsh", "email": "gus.marsh@wychmoor.example"}),
                json!({"name": "Gus Marsh", "email": 5}),
                "lead-needed",
            )
        },
        Command {
            by: "applicant-lead",
            etag: None,
            others: [
                vec![
                    ("case-officer", 403, "organisation-lead-needed"),
                    ("ig-lead", 403, "organisation-lead-needed"),
                    ("signatory", 403, "organisation-lead-needed"),
                ],
                STRANGERS.to_vec(),
            ]
            .concat(),
            ..command("copying it", draft, "/copy", json!({}), json!("now"), "")
        },
        Command {
            by: "secretariat",
            others: [
                vec![("case-officer", 403, "role-needed"), ("applicant-lead", 403, "role-needed")],
                STRANGERS.to_vec(),
            ]
            .concat(),
            ..command(
                "recording an early view",
                proposed,
                "/early-view",
                json!({"group": "agd", "given_on": "2025-03-03", "advisers": ["adviser"], "text": "Go on."}),
                json!({"group": "agd", "given_on": "2025-03-03", "advisers": "adviser", "text": "Go on."}),
                "",
            )
        },
        Command {
            by: "case-officer",
            others: [
                vec![("approver", 403, "role-needed"), ("applicant-lead", 403, "role-needed")],
                STRANGERS.to_vec(),
            ]
            .concat(),
            ..command(
                "noting what was found",
                proposed,
                "/preliminary-notes",
                json!({
                    "feasible": {"holds": true},
                    "early_advice": [{"group": "agd", "why": "It is new."}],
                    "funding": "yes",
                }),
                json!({"feasible": "yes"}),
                "",
            )
        },
        Command {
            by: "case-officer",
            others: [
                vec![("approver", 403, "role-needed"), ("applicant-lead", 403, "role-needed")],
                STRANGERS.to_vec(),
            ]
            .concat(),
            ..command(
                "judging a proposal",
                proposed,
                "/preliminary-assessment",
                json!({"outcome": "accept", "feasible": {"holds": true}, "right_service": {"holds": true}}),
                json!({"outcome": 5}),
                "",
            )
        },
        Command {
            by: "applicant-lead",
            ..command(
                "taking over a paper",
                draft,
                "/evidence",
                json!({"reference": "CONSENT/3", "sha256": "0f".repeat(32)}),
                json!({"reference": 3, "sha256": "0f".repeat(32)}),
                drafter,
            )
        },
        Command {
            etag: None,
            ..command(
                "taking an invitation back",
                draft,
                "/invitations/018f3b1e-0000-7000-8000-000000000000/revoke",
                json!({}),
                json!("now"),
                "lead-needed",
            )
        },
        Command {
            by: "case-officer",
            others: [
                vec![("approver", 403, "role-needed"), ("applicant-lead", 403, "role-needed")],
                STRANGERS.to_vec(),
            ]
            .concat(),
            ..command(
                "handing it over",
                draft,
                "/hand-over",
                json!({"lead": "applicant-lead", "reason": "The lead has left."}),
                json!({"lead": 5, "reason": "The lead has left."}),
                "",
            )
        },
        Command {
            name: "accepting an invitation",
            method: Method::POST,
            on: "/invitations".to_owned(),
            rest: "/accept".to_owned(),
            unknown: None,
            by: "stranger",
            etag: None,
            good: json!({"token": "not one of ours"}),
            wrong_type: json!({"token": 5}),
            others: vec![("stranger", 404, "invitation-unknown"), ("applicant-lead", 404, "invitation-unknown")],
        },
        Command {
            name: "opening a change",
            method: Method::POST,
            on: format!("/agreements/{pending}"),
            rest: "/changes".to_owned(),
            unknown: Some(("/agreements/DARS-NIC-999999-A2B3C", "application-unknown")),
            by: "applicant-lead",
            etag: None,
            good: json!({"kind": "AMENDMENT"}),
            wrong_type: json!({"kind": 5}),
            others: [vec![("case-officer", 403, drafter), ("ig-lead", 403, drafter)], STRANGERS.to_vec()].concat(),
        },
        Command {
            name: "recording an assurance",
            method: Method::POST,
            on: "/organisations/NORTHMERE".to_owned(),
            rest: "/assurances".to_owned(),
            unknown: Some(("/organisations/NOBODY", "organisation-unknown")),
            by: "security-reviewer",
            etag: None,
            good: json!({"kind": "dspt", "outcome": "met", "reference": "2026/27", "plan_approved": false, "valid_to": "2027-06-30"}),
            wrong_type: json!({"kind": "dspt", "outcome": "met", "reference": "2026/27", "plan_approved": "no", "valid_to": "2027-06-30"}),
            others: vec![
                ("approver", 403, "role-needed"),
                ("applicant-lead", 403, "role-needed"),
                ("stranger", 403, "role-needed"),
            ],
        },
        Command {
            name: "recording an assurance with its particulars",
            method: Method::POST,
            on: "/organisations/NORTHMERE".to_owned(),
            rest: "/assurances".to_owned(),
            unknown: Some(("/organisations/NOBODY", "organisation-unknown")),
            by: "security-reviewer",
            etag: None,
            good: particular(&json!({"version": 2024, "covers": [{"kind": "storage", "country": "GB"}]})),
            wrong_type: particular(&json!({"version": "2024", "covers": [{"kind": "storage", "country": "GB"}]})),
            others: vec![("approver", 403, "role-needed"), ("stranger", 403, "role-needed")],
        },
    ]
}

/// An assurance whose particulars are these.
fn particular(particulars: &Value) -> Value {
    json!({
        "kind": "dspt",
        "outcome": "met",
        "reference": "2026/27",
        "plan_approved": false,
        "valid_to": "2027-06-30",
        "particulars": particulars,
    })
}
