//! Commands about enquiries.

use reqwest::Method;
use serde_json::{Value, json};

use super::{Command, Other, Things};

const OUTSIDERS: [Other; 3] = [
    ("approver", 403, "role-needed"),
    ("stranger", 404, "enquiry-unknown"),
    ("applicant-lead", 404, "enquiry-unknown"),
];
const NOT_EXPERTS: [Other; 3] =
    // It was routed to none of their teams.
    [
        ("expert", 404, "enquiry-unknown"),
        ("operator", 404, "enquiry-unknown"),
        ("vantora-lead", 404, "enquiry-unknown"),
    ];

pub fn commands(things: &Things) -> Vec<Command> {
    let by_triage = |name, of: &str, rest: &str, good: Value, wrong_type: Value| {
        let on = format!("/enquiries/{of}");
        Command {
            name,
            method: Method::POST,
            etag: Some(things.etag(&on).to_owned()),
            on,
            rest: rest.to_owned(),
            unknown: Some(("/enquiries/ENQ-2025-999999", "enquiry-unknown")),
            by: "triage-officer",
            good,
            wrong_type,
            others: OUTSIDERS.to_vec(),
        }
    };
    let by_triage_alone = |name, of: &str, rest: &str, good: Value, wrong_type: Value| Command {
        others: [OUTSIDERS, NOT_EXPERTS].concat(),
        ..by_triage(name, of, rest, good, wrong_type)
    };
    let Things { enquiry, routed, over, mail, suspected, .. } = things;
    let of_mails = |name, rest: &str, good: Value, wrong_type: Value| {
        let on = format!("/enquiries/unfiled/{mail}");
        Command {
            name,
            method: Method::POST,
            etag: Some(things.etag(&on).to_owned()),
            on,
            rest: rest.to_owned(),
            unknown: Some(("/enquiries/unfiled/00000000-0000-7000-8000-000000000000", "mail-unknown")),
            by: "triage-officer",
            good,
            wrong_type,
            others: vec![
                ("expert", 403, "role-needed"),
                ("operator", 404, "mail-unknown"),
                ("stranger", 404, "mail-unknown"),
            ],
        }
    };
    let text = || json!({"text": "A question."});
    let texts = || json!({"text": ["A question."]});
    let message = by_triage("a message", enquiry, "/messages", text(), texts());
    vec![
        Command { etag: None, ..message },
        of_mails("filing a mail", "/file", json!({"into": {"enquiry": routed}}), json!({"into": 5})),
        of_mails("discarding a mail", "/discard", json!({"reason": "spam"}), json!({"reason": 5})),
        Command {
            by: "incident-lead",
            others: vec![("expert", 404, "enquiry-unknown"), ("stranger", 404, "enquiry-unknown")],
            ..by_triage("an incident", enquiry, "/incident", json!({}), json!("yes"))
        },
        Command {
            by: "incident-lead",
            others: vec![("expert", 404, "enquiry-unknown"), ("stranger", 404, "enquiry-unknown")],
            ..by_triage("no incident", enquiry, "/no-incident", json!({"reason": "only-asked"}), json!({"reason": 5}))
        },
        Command {
            etag: None,
            unknown: Some(("/enquiries/ENQ-2025-999999", "feedback-not-asked")),
            others: vec![("stranger", 404, "feedback-not-asked")],
            ..by_triage(
                "feedback on an enquiry",
                enquiry,
                "/feedback",
                json!({"ease": 4, "clarity": 5}),
                json!({"ease": "very", "clarity": 5}),
            )
        },
        Command {
            by: "incident-lead",
            etag: Some(things.etag(&format!("/enquiries/unfiled/{suspected}")).to_owned()),
            on: format!("/enquiries/unfiled/{suspected}"),
            others: vec![
                ("triage-officer", 403, "role-needed"),
                ("expert", 403, "role-needed"),
                ("operator", 404, "mail-unknown"),
                ("stranger", 404, "mail-unknown"),
            ],
            ..of_mails("no incident in a mail", "/no-incident", json!({"reason": "only-asked"}), json!({"reason": 5}))
        },
        by_triage_alone("triage", enquiry, "/triage", json!({}), json!("now")),
        by_triage_alone(
            "routing",
            enquiry,
            "/route",
            json!({"team": "incident", "reason": "It sounds like one."}),
            json!({"team": 5}),
        ),
        Command {
            // A case officer and an incident lead may, too; a team manager may not.
            others: vec![("approver", 403, "role-needed"), ("stranger", 404, "enquiry-unknown")],
            ..by_triage("giving back", routed, "/give-back", json!({"reason": "Not ours."}), json!({"reason": 5}))
        },
        Command {
            others: vec![("approver", 403, "role-needed"), ("stranger", 404, "enquiry-unknown")],
            ..by_triage("taking", routed, "/assign", json!({}), json!({"officer": 5}))
        },
        by_triage_alone("merging", enquiry, "/merge", json!({"into": routed}), json!({"into": [routed]})),
        by_triage_alone("a duplicate", enquiry, "/duplicate", json!({"of": routed}), json!({"of": [routed]})),
        by_triage("asking", routed, "/ask", text(), texts()),
        by_triage("answering", routed, "/answer", text(), texts()),
        by_triage(
            "signposting",
            routed,
            "/signpost",
            json!({"to": ["published-statistics"], "text": "See there."}),
            json!({"to": "published-statistics", "text": "See there."}),
        ),
        by_triage("closing", routed, "/close", json!({"reason": "withdrawn"}), json!({"reason": 5})),
        by_triage("reopening", over, "/reopen", json!({"reason": "More is needed."}), json!({"reason": true})),
        by_triage(
            "converting",
            enquiry,
            "/convert",
            json!({"organisation": "NORTHMERE", "lead": "applicant-lead"}),
            json!({"organisation": "NORTHMERE", "lead": {}}),
        ),
    ]
}
