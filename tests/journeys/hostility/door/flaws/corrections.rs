//! The kinds of correction of a case, each by whom it is for, and the quick check. Advice is corrected where it was given:
//! what is wrong with that stands among the ranges.

use reqwest::Method;
use serde_json::{Value, json};

use super::{Command, Other, Things};

pub fn commands(things: &Things) -> Vec<Command> {
    let Things { assigned, asked, changing, .. } = things;
    let on_case = |name, of: &str, rest: &str, by, good: Value, field: &str, others: &[Other]| {
        let on = format!("/cases/{of}");
        let mut wrong_type = good.clone();
        wrong_type[field] = json!([5]);
        let outsiders: [Other; 3] = [
            ("approver", 403, "role-needed"),
            ("applicant-lead", 404, "case-unknown"),
            ("stranger", 404, "case-unknown"),
        ];
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
            others: [others.to_vec(), outsiders.to_vec()].concat(),
        }
    };
    let correction =
        |name, of: &str, by, good, field, others: &[Other]| on_case(name, of, "/corrections", by, good, field, others);
    let not_its_officer = [("case-officer-2", 403, "not-the-case-officer")];
    vec![
        correction(
            "a correction of a standard",
            assigned,
            "case-officer",
            json!({"what": "standard", "standard": "3", "outcome": "met", "note": "Few.", "reason": "Misread."}),
            "note",
            &not_its_officer,
        ),
        correction(
            "a correction of a question",
            asked,
            "case-officer",
            json!({"what": "clarification", "number": 2, "reason": "It stands there."}),
            "number",
            &not_its_officer,
        ),
        correction(
            "a correction of a specialist's answer",
            assigned,
            "security-reviewer",
            json!({"what": "check_answer", "number": 1, "outcome": "satisfied", "note": "Safe.", "reason": "Misread."}),
            "outcome",
            &[("case-officer", 403, "role-needed"), ("finance", 403, "role-needed")],
        ),
        correction(
            "a correction of what was taken for good",
            asked,
            "case-officer",
            json!({"what": "resolution", "number": 1, "text": "Which years?", "reason": "They are not said."}),
            "text",
            &not_its_officer,
        ),
        correction(
            "a correction of a return",
            assigned,
            "case-officer",
            json!({"what": "return", "reason": "It was whole."}),
            "reason",
            &[("case-officer-2", 409, "application-not-sent-back")],
        ),
        on_case(
            "a quick check",
            changing,
            "/assess",
            "case-officer",
            json!({"step": "quick_check", "reason": "Nothing but an address."}),
            "reason",
            &not_its_officer,
        ),
    ]
}
