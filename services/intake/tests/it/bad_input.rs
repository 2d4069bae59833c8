//! Each wrong request gets its clear error, changes nothing, and leaves the service up.

use dars_testkit::service::{matching, person};
use dars_vocabulary::{Actor, ActorKind, StaffRole};
use serde_json::{Value, json};

use crate::setting::{Setting, lead, triage};

/// Who asks for what, of what, with which body and version; the status and code that follow.
type Case<'a> = (&'a Actor, &'a str, Vec<(&'a str, &'a str)>, Value, Option<i64>, u16, &'a str);

#[tokio::test]
async fn each_wrong_request_gets_its_error_and_changes_nothing() -> anyhow::Result<()> {
    let setting = Setting::start().await?;
    let enquiry = setting.raise().await;
    let (nic, etag) = setting.draft().await;
    let before = setting.count("select count(*) from journal").await;
    let (public, triage, lead) = (Actor::public(), triage(), lead());
    let stranger = person("stranger", &[]);
    let approver = person("approver", &[StaffRole::Approver]);
    let mut machine = triage.clone();
    machine.kind = ActorKind::Machine;
    let good = json!({"name": "A", "email": "a@b.example", "topic": "other", "purpose_text": "Hello"});
    let with = |field: &str, value: Value| {
        let mut body = good.clone();
        body[field] = value;
        body
    };
    let raise = "raise-enquiry";
    let convert = json!({"organisation": "NORTHMERE", "lead": "applicant-lead"});
    let cases: Vec<Case> = vec![
        (&public, raise, vec![], json!([]), None, 400, "malformed"),
        (&public, raise, vec![], with("surprise", json!(1)), None, 400, "malformed"),
        (&public, raise, vec![], with("name", json!(5)), None, 400, "malformed"),
        (&public, raise, vec![], json!({"name": "A"}), None, 400, "malformed"),
        (&public, raise, vec![], with("topic", json!("gossip")), None, 422, "value-not-acceptable"),
        (&public, raise, vec![], with("email", json!("not an address")), None, 422, "values-unacceptable"),
        (&public, raise, vec![], with("purpose_text", json!("x".repeat(4001))), None, 422, "values-unacceptable"),
        (
            &triage,
            "route-enquiry",
            vec![("reference", &enquiry)],
            json!({"team": "incident", "reason": "It sounds like one."}),
            None,
            428,
            "if-match-missing",
        ),
        (
            &triage,
            "route-enquiry",
            vec![("reference", &enquiry)],
            json!({"team": "incident", "reason": "It sounds like one."}),
            Some(9),
            412,
            "changed-meanwhile",
        ),
        (
            &triage,
            "route-enquiry",
            vec![("reference", "ENQ-2026-999999")],
            json!({"team": "incident", "reason": "It sounds like one."}),
            Some(0),
            404,
            "enquiry-unknown",
        ),
        (
            &triage,
            "route-enquiry",
            vec![("reference", "nonsense")],
            json!({"team": "incident", "reason": "It sounds like one."}),
            Some(1),
            404,
            "not-found",
        ),
        (
            &approver,
            "route-enquiry",
            vec![("reference", &enquiry)],
            json!({"team": "incident", "reason": "It sounds like one."}),
            Some(1),
            403,
            "role-needed",
        ),
        (
            &stranger,
            "route-enquiry",
            vec![("reference", &enquiry)],
            json!({"team": "incident", "reason": "It sounds like one."}),
            Some(1),
            404,
            "enquiry-unknown",
        ),
        (
            &machine,
            "route-enquiry",
            vec![("reference", &enquiry)],
            json!({"team": "incident", "reason": "It sounds like one."}),
            Some(1),
            403,
            "person-needed",
        ),
        (
            &triage,
            "route-enquiry",
            vec![("reference", &enquiry)],
            json!({"team": "incident"}),
            Some(1),
            422,
            "reason-needed",
        ),
        (
            &triage,
            "merge-enquiry",
            vec![("reference", &enquiry)],
            json!({"into": enquiry}),
            Some(1),
            422,
            "merged-with-itself",
        ),
        (&triage, "merge-enquiry", vec![("reference", &enquiry)], json!({"into": 7}), Some(1), 400, "malformed"),
        (
            &triage,
            "merge-enquiry",
            vec![("reference", &enquiry)],
            json!({"into": "ENQ-2026-999999"}),
            Some(1),
            422,
            "other-enquiry-unknown",
        ),
        (
            &triage,
            "assign-enquiry",
            vec![("reference", &enquiry)],
            json!({"officer": " "}),
            Some(1),
            422,
            "officer-missing",
        ),
        (
            &triage,
            "assign-enquiry",
            vec![("reference", &enquiry)],
            json!({"officer": "kit"}),
            Some(1),
            403,
            "role-needed",
        ),
        (&triage, "give-back-enquiry", vec![("reference", &enquiry)], json!({}), Some(1), 400, "malformed"),
        (
            &triage,
            "give-back-enquiry",
            vec![("reference", &enquiry)],
            json!({"reason": "Not ours."}),
            Some(1),
            409,
            "enquiry-not-routed",
        ),
        (&public, raise, vec![], with("nic_refs", json!(["nonsense"])), None, 422, "values-unacceptable"),
        (&public, raise, vec![], with("readiness", json!({"funding": "perhaps"})), None, 422, "value-not-acceptable"),
        (&public, raise, vec![], with("data_sets", json!(vec!["x"; 51])), None, 422, "values-unacceptable"),
        (&public, raise, vec![], with("received_at", json!("2020-01-01T00:00:00Z")), None, 422, "values-unacceptable"),
        (&public, raise, vec![], with("despite", json!({"to": "sde", "reason": ""})), None, 422, "values-unacceptable"),
        (&triage, "list-enquiries", vec![("team", "tea")], json!(null), None, 422, "value-not-acceptable"),
        (&triage, "list-enquiries", vec![("owner", "kit")], json!(null), None, 422, "value-not-acceptable"),
        (&stranger, "get-enquiry", vec![("reference", &enquiry)], json!(null), None, 404, "enquiry-unknown"),
        (
            &triage,
            "convert-enquiry",
            vec![("reference", &enquiry)],
            json!({"organisation": "NOBODY", "lead": "applicant-lead"}),
            Some(1),
            422,
            "organisation-unknown",
        ),
        (
            &triage,
            "convert-enquiry",
            vec![("reference", &enquiry)],
            json!({"organisation": "NORTHMERE", "lead": "stranger"}),
            Some(1),
            422,
            "lead-not-a-member",
        ),
        (
            &triage,
            "convert-enquiry",
            vec![("reference", "ENQ-2026-000002")],
            convert,
            Some(2),
            409,
            "enquiry-converted",
        ),
        (&stranger, "get-application", vec![("nic", &nic)], json!(null), None, 404, "application-unknown"),
        (
            &stranger,
            "save-section",
            vec![("nic", &nic), ("section", "outputs")],
            json!({"expected": "x"}),
            Some(etag),
            404,
            "application-unknown",
        ),
        (
            &lead,
            "save-section",
            vec![("nic", &nic), ("section", "gossip")],
            json!({}),
            Some(etag),
            404,
            "section-unknown",
        ),
        (
            &lead,
            "save-section",
            vec![("nic", &nic), ("section", "term")],
            json!({"start": "2026-13-01", "end": "2027-01-01", "territory": "england"}),
            Some(etag),
            400,
            "malformed",
        ),
        (
            &lead,
            "save-section",
            vec![("nic", &nic), ("section", "term")],
            json!({"start": "2026-01-01", "end": "2027-01-01", "territory": "atlantis"}),
            Some(etag),
            422,
            "value-not-acceptable",
        ),
        (&lead, "unheard-of", vec![], json!(null), None, 404, "not-found"),
        (&lead, "operations-dead-letters", vec![], json!(null), None, 403, "operator-needed"),
    ];
    for (actor, action, params, body, version, status, code) in cases {
        let shown = body.to_string();
        let answer = setting.intake.ask_with(actor, action, &params, body, &matching(version)).await;
        let problem = answer.expect_err(&format!("{action} {shown}"));
        assert_eq!((problem.status, problem.code.as_str()), (status, code), "{action} {shown}: {}", problem.detail);
    }
    assert_eq!(setting.count("select count(*) from journal").await, before);
    setting.raise().await;
    Ok(())
}

#[tokio::test]
async fn a_wrong_field_is_named_by_its_pointer() -> anyhow::Result<()> {
    let setting = Setting::start().await?;
    let (nic, etag) = setting.draft().await;
    let params = [("nic", nic.as_str()), ("section", "data-sets")];
    let body = json!({"requests": [{"dataset": "hes-apc", "level": "blurred"}]});
    let problem =
        setting.intake.ask_with(&lead(), "save-section", &params, body, &matching(Some(etag))).await.unwrap_err();
    assert_eq!(problem.errors[0].pointer, "/requests/0/level");
    Ok(())
}
