//! Conditions and deferrals: what is told of them, and forgotten.

use dars_kit::Redact as _;
use dars_review::handle::Redactions;
use serde_json::{Value, json};

use crate::desk::{Desk, ann, answered_told, by_records_officer, nic, olu, raise};

const CONDITION: &str = "Finish the security plan.";

fn with_conditions() -> Value {
    json!({"outcome": "approve", "reasons": "The harm is small.", "conditions": [
        {"text": CONDITION, "due": "2027-03-01"}, {"text": "Tell patients.", "owing": "body"},
    ]})
}

#[tokio::test]
async fn conditions_go_to_those_who_draft_the_agreement_before_the_approval_is_told() {
    let desk = Desk::with_case(3).await;
    let answer = desk.ask_now(&ann(), "decide-case", with_conditions()).await.unwrap();
    assert_eq!(answer.body["state"], "APPROVED_WITH_CONDITIONS");
    let facts = desk.told_outside().await;
    assert_eq!(facts[facts.len() - 3..], ["decision_reasons", "decision_made", "application_approved"]);
    let made = json!({"nic": nic(), "version": "v0.1", "approver": ann().id, "conditions": [
        {"number": 1, "text": CONDITION, "due": "2027-03-01", "owing": "applicant"},
        {"number": 2, "text": "Tell patients.", "owing": "body"},
    ]});
    assert_eq!(desk.body_of("decision_made").await, made);
    let words = desk.body_of("decision_reasons").await;
    assert_eq!((&words["text"], &words["conditions"]), (&json!("The harm is small."), &made["conditions"]));
    let approved = desk.body_of("application_approved").await;
    assert_eq!(approved["with_conditions"], true);
    assert!(!approved.to_string().contains(CONDITION));
    assert_eq!(desk.tables_with(CONDITION).await, ["aggregates", "journal_contents", "outbox"]);
    let shown = desk.get(&olu()).await.unwrap().body;
    assert_eq!(shown["decision"]["conditions"][0]["text"], CONDITION);

    let number = desk.case().await.chain_length;
    let mut tx = desk.pool.begin().await.unwrap();
    Redactions.redact(&mut tx, &by_records_officer(), "case", nic().as_str(), number, "asked-for").await.unwrap();
    tx.commit().await.unwrap();
    assert!(desk.tables_with(CONDITION).await.is_empty());
    assert!(desk.tables_with("The harm is small.").await.is_empty());
    assert_eq!(desk.body_of("decision_made").await.get("conditions"), None);
    let words = json!({"nic": nic(), "version": "v0.1", "text": null, "conditions": null});
    assert_eq!(desk.body_of("decision_reasons").await, words);
    // That there were conditions is not forgotten.
    assert_eq!(desk.get(&olu()).await.unwrap().body["state"], "APPROVED_WITH_CONDITIONS");
    desk.must_verify().await;
}

#[tokio::test]
async fn a_deferral_asks_and_the_case_comes_back_to_the_approver() {
    let desk = Desk::with_case(3).await;
    let body =
        json!({"outcome": "defer", "reasons": "Two things are unclear.", "questions": [raise("A?"), raise("B?")]});
    let answer = desk.ask_now(&ann(), "decide-case", body).await.unwrap();
    assert_eq!((&answer.body["state"], &answer.body["pen"]), (&json!("CLARIFICATION"), &json!("applicant")));
    let facts = desk.told_outside().await;
    let expected = [
        "decision_reasons",
        "decision_deferred",
        "clarification_text",
        "clarification_raised",
        "case_moved",
        "clarification_text",
        "clarification_raised",
    ];
    assert_eq!(facts[facts.len() - 7..], expected);
    let deferred = json!({"nic": nic(), "version": "v0.1", "deferred_on": "2026-11-20"});
    assert_eq!(desk.body_of("decision_deferred").await, deferred);
    let words = json!({"nic": nic(), "version": "v0.1", "text": "Two things are unclear.", "conditions": []});
    assert_eq!(desk.body_of("decision_reasons").await, words);
    assert_eq!(desk.tables_with("Two things are unclear.").await, ["aggregates", "journal_contents", "outbox"]);
    assert_eq!(desk.get(&olu()).await.unwrap().body["deferrals"][0]["reasons"], "Two things are unclear.");
    for number in [1, 2] {
        desk.hear(&answered_told(10 + u128::from(number), number, 1, "2026-11-24")).await.unwrap();
        desk.resolve(number, json!({"outcome": "accept"})).await.unwrap();
    }
    assert_eq!(desk.body_of("case_moved").await["stage"], "DECISION");
    let approved = desk.ask_now(&ann(), "decide-case", json!({"outcome": "approve"})).await.unwrap();
    assert_eq!(approved.body["state"], "APPROVED");
    // That nothing is said now takes the place of what was said then.
    let words = json!({"nic": nic(), "version": "v0.1", "text": null, "conditions": []});
    assert_eq!(desk.body_of("decision_reasons").await, words);
    desk.must_verify().await;
}

#[tokio::test]
async fn a_decision_that_cannot_be_is_named_by_field() {
    let desk = Desk::with_case(3).await;
    for (body, pointer) in [
        (json!({"outcome": "approve", "conditions": [{"text": " "}]}), "/conditions/0/text"),
        (json!({"outcome": "approve", "conditions": [{"text": "x", "due": "2026-11-19"}]}), "/conditions/0/due"),
        (json!({"outcome": "defer", "reasons": "Unclear.", "questions": []}), "/questions"),
        (json!({"outcome": "defer", "reasons": " ", "questions": [raise("A?")]}), "/reasons"),
    ] {
        let problem = desk.ask_now(&ann(), "decide-case", body).await.unwrap_err();
        assert_eq!((problem.status, problem.errors[0].pointer.as_str()), (422, pointer));
    }
    assert_eq!(desk.case().await.state.name(), "DECISION");
}
