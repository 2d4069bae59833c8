//! Commands about precedents, and about the advisory groups' meetings.

use reqwest::Method;
use serde_json::{Value, json};

use super::{Command, Other, Things};
use crate::hostility::door::things::terms_of_precedent;

const PRECEDENT: (&str, &str) = ("/precedents/PRE-2031-999", "precedent-unknown");
const MEETING: (&str, &str) = ("/meetings/AGD-2031-01-01", "meeting-unknown");

pub fn commands(things: &Things) -> Vec<Command> {
    let (precedent, meeting) = (format!("/precedents/{}", things.precedent), format!("/meetings/{}", things.meeting));
    let nic = &things.listed;
    let command = |name, unknown, on: &str, rest: &str, by, good: Value, wrong_type: Value, others: &[Other]| {
        let (_, code) = unknown;
        let outsiders = [("applicant-lead", 404, code), ("stranger", 404, code)];
        Command {
            name,
            method: Method::POST,
            etag: Some(things.etag(on).to_owned()),
            on: on.to_owned(),
            rest: rest.to_owned(),
            unknown: Some(unknown),
            by,
            good,
            wrong_type,
            others: [others.to_vec(), outsiders.to_vec()].concat(),
        }
    };
    let of_precedent = |name, rest, by, good, wrong_type| {
        command(name, PRECEDENT, &precedent, rest, by, good, wrong_type, &[("secretariat", 403, "role-needed")])
    };
    let of_meeting = |name, rest, by, good, wrong_type| {
        let others = [("case-officer", 403, "role-needed"), ("adviser-2", 404, "meeting-unknown")];
        command(name, MEETING, &meeting, rest, by, good, wrong_type, &others)
    };
    let mut untyped = terms_of_precedent();
    untyped["conditions"] = json!("all");
    let minutes = |text: Value| json!({"items": [{"nic": nic, "public_text": text}]});
    let proposing = Command {
        name: "proposing a precedent",
        method: Method::POST,
        on: "/precedents".to_owned(),
        rest: String::new(),
        unknown: None,
        by: "case-officer",
        etag: None,
        good: terms_of_precedent(),
        wrong_type: untyped.clone(),
        others: vec![("secretariat", 403, "role-needed"), ("applicant-lead", 403, "role-needed")],
    };
    let declaring = of_meeting(
        "declaring an interest",
        "/declarations",
        "adviser",
        json!({"nic": nic, "interest": true}),
        json!({"nic": nic, "interest": "none"}),
    );
    vec![
        proposing,
        of_precedent("replacing a precedent", "/replace", "case-officer", terms_of_precedent(), untyped),
        of_precedent("approving a precedent", "/approve", "approver", json!({}), json!("now")),
        of_precedent("ending a precedent", "/end", "approver", json!({"reason": "Too wide."}), json!({"reason": 5})),
        of_meeting(
            "naming a meeting's members",
            "/members",
            "secretariat",
            json!({"members": ["adviser"]}),
            json!({"members": "adviser"}),
        ),
        of_meeting(
            "ordering an agenda",
            "/agenda",
            "secretariat",
            json!({"items": [{"nic": nic}]}),
            json!({"items": {"nic": nic}}),
        ),
        Command { etag: None, ..declaring },
        of_meeting(
            "putting a meeting off",
            "/put-off",
            "secretariat",
            json!({"meets_on": "2025-03-21"}),
            json!({"meets_on": 21}),
        ),
        of_meeting("writing minutes", "/minutes", "secretariat", minutes(json!("Fine.")), minutes(json!(["Fine."]))),
        of_meeting("publishing minutes", "/minutes/publish", "secretariat", json!({}), json!("now")),
    ]
}
