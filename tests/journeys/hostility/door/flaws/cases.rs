//! Commands about cases.

use reqwest::Method;
use serde_json::{Value, json};

use super::{Command, Other, Things};

const OUTSIDERS: [Other; 2] = [("applicant-lead", 404, "case-unknown"), ("stranger", 404, "case-unknown")];

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
    let its_officers = |name, of, rest, good, wrong_type| {
        let others = [("approver", 403, "role-needed"), ("case-officer-2", 403, "not-the-case-officer")];
        command(name, of, rest, "case-officer", good, wrong_type, &others)
    };
    let Things { submitted, assigned, asked, advising, before_approver, .. } = things;
    let question = |text: Value| json!({"section": "data-sets", "standard": "3", "severity": "blocking", "text": text});
    vec![
        command(
            "assigning",
            submitted,
            "/assign",
            "team-manager",
            json!({"officer": "case-officer"}),
            json!({"officer": 5}),
            &[("approver", 403, "role-needed"), ("case-officer-2", 403, "team-manager-needed")],
        ),
        command(
            "assessing",
            submitted,
            "/assess",
            "case-officer",
            json!({"step": "ready"}),
            json!({"step": []}),
            &[("approver", 403, "role-needed")],
        ),
        its_officers(
            "sending back",
            assigned,
            "/return",
            json!({"reasons": [{"section": "purpose", "text": "It is empty."}]}),
            json!({"reasons": {"section": "purpose", "text": "It is empty."}}),
        ),
        its_officers("asking", asked, "/clarifications", question(json!("Why?")), question(json!(["Why?"]))),
        its_officers(
            "judging an answer",
            asked,
            "/clarifications/1/resolve",
            json!({"outcome": "accept"}),
            json!({"outcome": ["accept"]}),
        ),
        command(
            "advising",
            advising,
            "/advice",
            "secretariat",
            json!({"step": "schedule", "group": "agd", "meets_on": "2025-03-20"}),
            json!({"step": "schedule", "group": "agd", "meets_on": 20}),
            &[("case-officer", 403, "role-needed"), ("approver", 403, "role-needed")],
        ),
        command(
            "deciding",
            before_approver,
            "/decision",
            "approver",
            json!({"outcome": "approve"}),
            json!({"outcome": "approve", "reasons": 5}),
            &[("case-officer", 403, "role-needed"), ("team-manager", 403, "role-needed")],
        ),
    ]
}
