//! Commands about what goes out under an agreement, and what is destroyed after it.

use reqwest::Method;
use serde_json::{Value, json};

use super::{
    super::things::{certificate, release},
    Command, Other, Things,
};

pub fn commands(things: &Things) -> Vec<Command> {
    let command = |name, on: String, rest: &str, by, good: Value, wrong_type: Value, others: &[Other]| {
        let (unknown, code) = if on.starts_with("/releases/") {
            ("/releases/REL-2025-999999", "release-not-found")
        } else {
            ("/agreements/DARS-NIC-999999-A2B3C", "agreement-not-found")
        };
        let strangers = [("vantora-lead", 404, code), ("stranger", 404, code)];
        Command {
            name,
            method: Method::POST,
            etag: Some(things.etag(&on).to_owned()),
            on,
            rest: rest.to_owned(),
            unknown: Some((unknown, code)),
            by,
            good,
            wrong_type,
            others: [others.to_vec(), strangers.to_vec()].concat(),
        }
    };
    let Things { pending, ended, certificate: reference, release: made, .. } = things;
    let producers =
        [("case-officer", 403, "data-production-needed"), ("applicant-lead", 403, "data-production-needed")];
    let officers = [("approver", 403, "case-officer-needed"), ("ig-lead", 403, "case-officer-needed")];
    let made = format!("/releases/{made}");
    let ended = format!("/agreements/{ended}");
    let mut listed = release();
    listed["content"] = json!([listed["content"]]);
    let mut worded = certificate();
    worded["parties"] = json!("NORTHMERE");
    let planning = command(
        "producing a release",
        format!("/agreements/{pending}"),
        "/releases",
        "data-production",
        release(),
        listed,
        &producers,
    );
    let certifying = command(
        "certifying",
        ended.clone(),
        "/destruction",
        "ig-lead",
        certificate(),
        worded,
        &[("case-officer", 403, "role-to-certify-needed"), ("collaborator", 404, "agreement-not-found")],
    );
    vec![
        Command { etag: None, ..planning },
        command(
            "checking a release",
            made.clone(),
            "/check",
            "data-production-2",
            json!({}),
            json!("now"),
            &[&producers[..], &[("data-production", 403, "checks-own-release")]].concat(),
        ),
        command("letting a release out", made.clone(), "/release", "data-production", json!({}), json!(1), &producers),
        command(
            "acknowledging a release",
            made,
            "/acknowledge",
            "applicant-lead",
            json!({}),
            json!("now"),
            &[("case-officer", 403, "recipient-needed"), ("data-production", 403, "recipient-needed")],
        ),
        Command { etag: None, ..certifying },
        command(
            "accepting a certificate",
            ended.clone(),
            &format!("/destruction/{reference}/accept"),
            "case-officer",
            json!({}),
            json!({"text": 5}),
            &officers,
        ),
        command(
            "asking about a certificate",
            ended,
            &format!("/destruction/{reference}/query"),
            "case-officer",
            json!({"text": "And the backups?"}),
            json!({"text": 5}),
            &officers,
        ),
    ]
}
