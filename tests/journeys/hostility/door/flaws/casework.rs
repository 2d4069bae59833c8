//! Commands about the work on cases, absences, and the search.

use reqwest::Method;
use serde_json::{Value, json};

use super::{Command, Other, Things};

const OUTSIDERS: [Other; 2] = [("applicant-lead", 404, "case-unknown"), ("stranger", 404, "case-unknown")];
const NOBODY: &str = "00000000-0000-0000-0000-000000000001";

pub fn commands(things: &Things) -> Vec<Command> {
    let command = |name, of: &str, rest: &str, by, good: Value, wrong_type: Value, others: &[Other]| {
        let on = format!("/cases/{of}");
        Command {
            name,
            method: Method::POST,
            etag: Some(things.etag(&on).to_owned()),
            on,
            rest: rest.to_owned(),
            unknown: Some(("/cases/DARS-NIC-999999-A2B3C", "case-unknown")),
            by,
            good,
            wrong_type,
            others: [others.to_vec(), OUTSIDERS.to_vec()].concat(),
        }
    };
    let Things { assigned, before_approver, absent, .. } = things;
    let its_officers = |name, rest, good, wrong_type| {
        let others = [("approver", 403, "role-needed"), ("case-officer-2", 403, "not-the-case-officer")];
        command(name, assigned, rest, "case-officer", good, wrong_type, &others)
    };
    let adds = |command: Command| Command { etag: None, ..command };
    let elsewhere = |name, on: String, rest: &str, by, good: Value, wrong_type: Value, others: &[Other]| Command {
        name,
        method: Method::POST,
        etag: None,
        on,
        rest: rest.to_owned(),
        unknown: None,
        by,
        good,
        wrong_type,
        others: others.to_vec(),
    };
    let over = || json!({"to": "case-officer-2", "reason": "Leave."});
    let wrong_over = || json!({"to": 5, "reason": "Leave."});
    let not_managers = [("approver", 403, "role-needed"), ("case-officer", 403, "role-needed")];
    let asked = command(
        "asking for a review",
        before_approver,
        "/decision-review",
        "applicant-lead",
        json!({"reason": "It was read wrongly."}),
        json!({"reason": 5}),
        &[],
    );
    let away = format!("/absences/{absent}");
    vec![
        command("handing over", assigned, "/hand-over", "team-manager", over(), wrong_over(), &not_managers),
        elsewhere(
            "handing all over",
            format!("/officers/{NOBODY}"),
            "/hand-over-all",
            "team-manager",
            over(),
            wrong_over(),
            &not_managers,
        ),
        its_officers("completeness", "/completeness", json!({"complete": true}), json!({"complete": "yes"})),
        its_officers(
            "a standard",
            "/standards/3",
            json!({"outcome": "met", "note": "Four years."}),
            json!({"outcome": "met", "note": 5}),
        ),
        its_officers(
            "asking a specialist",
            "/checks",
            json!({"of": "finance", "question": "Who pays?"}),
            json!({"of": "finance", "question": 5}),
        ),
        adds(command(
            "a specialist's answer",
            assigned,
            "/checks/1/answer",
            "security-reviewer",
            json!({"outcome": "satisfied", "note": "Safe."}),
            json!({"outcome": "satisfied", "note": 5}),
            &[("approver", 403, "role-needed"), ("finance", 403, "role-needed")],
        )),
        adds(command(
            "a note",
            assigned,
            "/notes",
            "case-officer",
            json!({"text": "They called."}),
            json!({"text": 5}),
            &[("register-publisher", 403, "role-needed")],
        )),
        its_officers(
            "a correction",
            "/corrections",
            json!({"what": "check", "number": 1, "reason": "Asked twice."}),
            json!({"what": "check", "number": "1", "reason": "Asked twice."}),
        ),
        Command {
            etag: None,
            others: vec![("approver", 403, "role-needed"), ("stranger", 404, "case-unknown")],
            ..asked
        },
        command(
            "reviewing a decision",
            before_approver,
            "/decision-review/outcome",
            "approver",
            json!({"outcome": "uphold", "reasons": "It was right."}),
            json!({"outcome": "uphold", "reasons": 5}),
            &[("case-officer", 403, "role-needed"), ("team-manager", 403, "role-needed")],
        ),
        elsewhere(
            "an absence",
            "/absences".to_owned(),
            "",
            "case-officer",
            json!({"from": "2025-07-01", "to": "2025-07-04", "covered_by": "case-officer-2"}),
            json!({"from": "2025-07-01", "to": "2025-07-04", "covered_by": 5}),
            &[("approver", 403, "role-needed"), ("applicant-lead", 403, "role-needed")],
        ),
        Command {
            etag: Some(things.etag(&away).to_owned()),
            unknown: Some(("/absences/00000000-0000-0000-0000-000000000001", "absence-unknown")),
            ..elsewhere(
                "calling an absence off",
                away.clone(),
                "/1/call-off",
                "case-officer",
                json!({}),
                json!("now"),
                &[("approver", 403, "role-needed"), ("case-officer-2", 403, "team-manager-needed")],
            )
        },
        elsewhere(
            "a search",
            "/search".to_owned(),
            "",
            "case-officer",
            json!({"text": "stroke"}),
            json!({"text": 5}),
            &[],
        ),
    ]
}
