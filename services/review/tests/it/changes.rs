//! Changes to an agreement: their kind, what they are measured against, and the quick check of a simple one.

use dars_bus::Told;
use dars_messages::facts::intake::IntakeRedactedV1;
use dars_vocabulary::{ApplicationContent, DocumentVersion, code::ChangeKind};
use serde_json::json;
use uuid::Uuid;

use crate::desk::{Desk, FIRST, SECOND, ann, bea, content, nic, no, olu, request, told, version_of};

const THIRD: DocumentVersion = DocumentVersion { major: 0, minor: 3 };

fn changed(event: u128, version: DocumentVersion, kind: ChangeKind, content: ApplicationContent) -> Told {
    let mut fact = version_of(nic(), version, Some(content));
    fact.change = Some(kind);
    told(&fact, event, "2026-11-20T09:30:00Z")
}

fn quick() -> serde_json::Value {
    json!({"step": "quick_check", "reason": "Nothing but an address."})
}

impl Desk {
    /// An approved application of which this change was submitted; Olu has it.
    async fn changing(kind: ChangeKind, content: ApplicationContent) -> Self {
        let desk = Self::with_case(4).await;
        desk.hear(&changed(20, SECOND, kind, content)).await.unwrap();
        desk.ask_now(&olu(), "assign-case", json!({})).await.unwrap();
        desk
    }

    async fn codes(&self, rule: &str) -> Vec<String> {
        let case = self.get(&ann()).await.unwrap().body;
        let findings = case["findings"].as_array().unwrap().clone();
        let of_it = findings.iter().filter(|found| found["rule"] == rule);
        of_it.map(|found| found["code"].as_str().unwrap().to_owned()).collect()
    }
}

#[tokio::test]
async fn a_renewal_is_shown_as_one_with_the_rules_that_renewals_keep() {
    let mut renewed = content(&[]);
    renewed.benefits = serde_json::from_value(json!({"expected": "Shorter stays."})).unwrap();
    let desk = Desk::changing(ChangeKind::Renewal, renewed.clone()).await;
    let shown = desk.get(&ann()).await.unwrap().body;
    assert_eq!(shown["change"], json!({"kind": "RENEWAL", "changes": "v0.1"}));
    assert_eq!(desk.codes("V25").await, ["yielded-benefits-missing"]);
    // Told again, it is the same case.
    desk.hear(&changed(20, SECOND, ChangeKind::Renewal, renewed)).await.unwrap();
    assert_eq!(desk.get(&ann()).await.unwrap().body["change"], shown["change"]);
    desk.must_verify().await;
    let first = Desk::with_case(1).await;
    assert_eq!(first.get(&olu()).await.unwrap().body["change"], json!(null));
}

#[tokio::test]
async fn a_simple_amendment_is_quickly_checked_and_approved_by_another() {
    let desk = Desk::changing(ChangeKind::SimpleAmendment, content(&[])).await;
    let answer = desk.ask_now(&olu(), "assess-case", quick()).await.unwrap();
    assert_eq!(answer.body["state"], "DECISION");
    assert_eq!(desk.body_of("case_moved").await, json!({"nic": nic(), "stage": "DECISION"}));
    let shown = desk.get(&olu()).await.unwrap().body;
    let last = shown["steps"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["what"], &last["reason"]), (&json!("case_quick_checked"), &json!("Nothing but an address.")));
    assert_eq!(no(desk.ask_now(&olu(), "assess-case", quick()).await), (409, "case-already-assessed".to_owned()));
    desk.ask_now(&ann(), "decide-case", json!({"outcome": "approve"})).await.unwrap();
    desk.must_verify().await;
    // The next change is measured against this one.
    desk.hear(&changed(30, THIRD, ChangeKind::Amendment, content(&[]))).await.unwrap();
    let next = desk.get(&bea()).await.unwrap().body;
    assert_eq!(next["change"], json!({"kind": "AMENDMENT", "changes": "v0.2"}));
}

#[tokio::test]
async fn what_is_more_than_simple_takes_the_way_of_the_others() {
    let mut more = content(&[]);
    more.purpose.as_mut().unwrap().objective = "Another one.".to_owned();
    let desk = Desk::changing(ChangeKind::SimpleAmendment, more).await;
    assert_eq!(desk.codes("V32").await, ["not-simple"]);
    let problem = desk.ask_now(&olu(), "assess-case", quick()).await.unwrap_err();
    assert_eq!((problem.status, problem.code.as_str()), (422, "rules-not-met"));
    assert_eq!(problem.errors[0].pointer, "/purpose/objective");
    desk.ask_now(&olu(), "assess-case", json!({"step": "ready"})).await.unwrap();
    let amendment = Desk::changing(ChangeKind::Amendment, content(&[])).await;
    assert_eq!(no(amendment.ask_now(&olu(), "assess-case", quick()).await), (409, "change-not-simple".to_owned()));
}

#[tokio::test]
async fn a_quick_check_says_why_and_keeps_nothing_of_standards() {
    let desk = Desk::changing(ChangeKind::SimpleAmendment, content(&[])).await;
    let version = desk.case().await.version;
    for (body, pointer, code) in [
        (json!({"step": "quick_check"}), "/reason", "missing"),
        (json!({"step": "quick_check", "reason": "x".repeat(4001)}), "/reason", "too-long"),
        (
            json!({"step": "quick_check", "reason": "So.", "open_standards": "So."}),
            "/open_standards",
            "reason-not-kept",
        ),
        (json!({"step": "quick_check", "reason": "So.", "precedent": "PRE-001"}), "/precedent", ""),
    ] {
        let problem = desk.ask_now(&olu(), "assess-case", body.clone()).await.unwrap_err();
        assert_eq!(problem.errors[0].pointer, pointer, "{body}");
        assert!(code.is_empty() || problem.errors[0].code == code, "{body}: {problem:?}");
    }
    // A late If-Match changes nothing.
    let late = request(&olu(), "assess-case", &nic(), quick(), Some(version - 1));
    assert_eq!(no(desk.serve(late).await).0, 412);
    assert_eq!(desk.case().await.version, version);
}

#[tokio::test]
async fn what_was_approved_and_then_redacted_leaves_nothing_to_compare_a_change_with() {
    let desk = Desk::changing(ChangeKind::SimpleAmendment, content(&[])).await;
    let fact = IntakeRedactedV1 { reference: nic().to_string(), events: vec![Uuid::from_u128(1)] };
    desk.hear(&told(&fact, 50, "2026-11-20T09:40:00Z")).await.unwrap();
    assert_eq!(no(desk.ask_now(&olu(), "assess-case", quick()).await), (409, "change-not-simple".to_owned()));
    assert_eq!(desk.get(&olu()).await.unwrap().body["change"]["changes"], json!(FIRST));
    desk.must_verify().await;
}
