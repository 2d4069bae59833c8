//! Commands about how people found it, and what we changed.

use reqwest::Method;
use serde_json::json;

use super::{Command, Things};

pub fn commands(things: &Things) -> Vec<Command> {
    let said = json!({"about": things.approved, "occasion": "decision", "ease": 4, "clarity": 5});
    let change = format!("/feedback/changes/{}", things.change);
    let told = json!({"changed_on": "2025-01-06", "heard": "Nobody knew whose turn it was.",
        "changed": "It is shown."});
    let command = |name, on: &str, by, good, wrong_type| Command {
        name,
        method: Method::POST,
        on: on.to_owned(),
        rest: String::new(),
        unknown: None,
        by,
        etag: None,
        good,
        wrong_type,
        others: vec![("case-officer", 403, "role-needed"), ("approver", 403, "role-needed")],
    };
    vec![
        Command {
            others: vec![("stranger", 404, "feedback-not-asked"), ("case-officer", 404, "feedback-not-asked")],
            ..command("feedback", "/feedback", "applicant-lead", said, json!({"ease": "very"}))
        },
        command("a change", "/feedback/changes", "team-manager", told, json!({"heard": 5})),
        Command {
            rest: "/withdraw".to_owned(),
            unknown: Some(("/feedback/changes/IMP-999999", "change-unknown")),
            etag: Some(things.etag(&change).to_owned()),
            ..command(
                "taking a change back",
                &change,
                "team-manager",
                json!({"reason": "It was announced too early."}),
                json!({"reason": 5}),
            )
        },
    ]
}
