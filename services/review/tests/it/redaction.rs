//! What must be forgotten is forgotten, and the chains still verify.

use dars_bus::{Problem, Told};
use dars_kit::Redact as _;
use dars_messages::facts::intake::IntakeRedactedV1;
use dars_review::handle::Redactions;
use serde_json::json;
use uuid::Uuid;

use crate::desk::{
    Desk, FIRST, SECOND, SECRET, ann, answer_told, answered_told, by_records_officer, content, nic, no, olu, raise,
    sid, told, version_of, version_told,
};

fn redacted_told(event: u128, events: &[u128]) -> Told {
    let events = events.iter().copied().map(Uuid::from_u128).collect();
    told(&IntakeRedactedV1 { reference: nic().to_string(), events }, event, "2026-11-21T09:00:00Z")
}

#[tokio::test]
async fn what_intake_redacts_is_emptied_here_too_once() {
    let desk = Desk::with_case(3).await;
    assert_eq!(desk.tables_with(SECRET).await, ["aggregates", "journal_contents", "application_versions"]);
    desk.hear(&redacted_told(50, &[1, 99])).await.unwrap();
    assert!(desk.tables_with(SECRET).await.is_empty());
    desk.must_verify().await;
    let length = desk.case().await.chain_length;
    // Told again, as itself and as another fact.
    for event in [50, 51] {
        desk.hear(&redacted_told(event, &[1])).await.unwrap();
    }
    assert_eq!(desk.case().await.chain_length, length);
    assert_eq!(desk.told_outside().await.iter().filter(|fact| *fact == "redacted").count(), 1);
    let shown = desk.get(&olu()).await.unwrap().body;
    assert_eq!((&shown["state"], &shown["content"]), (&json!("DECISION"), &json!(null)));
    assert_eq!(shown["steps"][5]["what"], "redacted");
}

#[tokio::test]
async fn a_redacted_application_can_be_refused_and_not_approved() {
    let desk = Desk::with_case(3).await;
    desk.hear(&redacted_told(50, &[1])).await.unwrap();
    let approve = desk.ask_now(&ann(), "decide-case", json!({"outcome": "approve"})).await;
    assert_eq!(no(approve), (409, "content-redacted".to_owned()));
    let refuse = json!({"outcome": "refuse", "reason": "no-health-benefit", "reasons": "Nothing is left to judge."});
    assert_eq!(desk.ask_now(&ann(), "decide-case", refuse).await.unwrap().body["state"], "REFUSED");
    desk.must_verify().await;
}

#[tokio::test]
async fn a_version_that_opened_no_case_is_emptied_as_well() {
    let desk = Desk::open().await;
    desk.hear(&version_told(2, SECOND, content(&[]))).await.unwrap();
    desk.hear(&version_told(1, FIRST, content(&[]))).await.unwrap();
    desk.hear(&redacted_told(50, &[1])).await.unwrap();
    assert_eq!(desk.tables_with(SECRET).await, ["aggregates", "journal_contents", "application_versions"]);
    desk.hear(&redacted_told(51, &[2])).await.unwrap();
    assert!(desk.tables_with(SECRET).await.is_empty());
}

#[tokio::test]
async fn a_version_that_was_emptied_before_it_was_heard_opens_a_case_without_content() {
    let desk = Desk::open().await;
    desk.hear(&told(&version_of(nic(), FIRST, None), 1, "2026-11-20T09:00:00Z")).await.unwrap();
    desk.hear(&redacted_told(50, &[1])).await.unwrap();
    assert_eq!(desk.told_outside().await, ["case_opened"]);
    assert_eq!(desk.get(&olu()).await.unwrap().body["content"], json!(null));
    desk.must_verify().await;
}

#[tokio::test]
async fn a_records_officer_who_redacts_the_case_empties_the_copy_too() {
    let desk = Desk::with_case(1).await;
    let redact = async |kind: &str| -> Result<(), Problem> {
        let mut tx = desk.pool.begin().await.unwrap();
        Redactions.redact(&mut tx, &by_records_officer(), kind, nic().as_str(), 1, "asked-for").await?;
        tx.commit().await.unwrap();
        Ok(())
    };
    redact("case").await.unwrap();
    assert!(desk.tables_with(SECRET).await.is_empty());
    assert_eq!(redact("case").await.unwrap_err().code, "nothing-to-redact");
    assert_eq!(redact("enquiry").await.unwrap_err().status, 404);
    desk.must_verify().await;
}

/// Redacts each entry of the case; those without content refuse, and are left.
async fn forget_everything(desk: &Desk) {
    for number in 1..=desk.case().await.chain_length {
        let mut tx = desk.pool.begin().await.unwrap();
        let done = Redactions.redact(&mut tx, &by_records_officer(), "case", nic().as_str(), number, "asked-for").await;
        if done.is_ok() {
            tx.commit().await.unwrap();
        }
    }
}

#[tokio::test]
async fn every_word_that_was_written_in_a_case_can_be_forgotten_and_the_case_goes_on() {
    let desk = Desk::with_case(1).await;
    let said = json!({
        "step": "outcome", "group": "agd", "outcome": "supportive", "met_on": "2026-11-20", "advisers": ["ivy"],
        "text": "Word of advice.",
    });
    let back = json!({"reasons": [{"section": "term", "text": "Word of return."}]});
    desk.ask_now(&olu(), "return-application", back).await.unwrap();
    desk.hear(&version_told(2, SECOND, content(&[]))).await.unwrap();
    let defer = json!({"outcome": "defer", "reasons": "Word of deferral.", "questions": [raise("Word of question.")]});
    desk.walk(&[
        (olu(), "assess-case", json!({"step": "ready"})),
        (olu(), "assess-case", json!({"step": "to_agd"})),
        (sid(), "record-advice", json!({"step": "schedule", "group": "agd", "meets_on": "2026-11-20"})),
    ])
    .await;
    desk.sit("AGD-2026-11-20", &["ivy"]).await;
    desk.walk(&[
        (sid(), "record-advice", said),
        (olu(), "assess-case", json!({"step": "advised", "open_standards": "All were met in the version before."})),
        (ann(), "decide-case", defer),
    ])
    .await;
    desk.hear(&answer_told(10, 1, 1, Some("Word of answer."))).await.unwrap();
    desk.hear(&answered_told(11, 1, 1, "2026-11-24")).await.unwrap();
    assert!(!desk.tables_with("Word of ").await.is_empty());
    forget_everything(&desk).await;
    assert!(desk.tables_with("Word of ").await.is_empty() && desk.tables_with(SECRET).await.is_empty());
    desk.resolve(1, json!({"outcome": "accept"})).await.unwrap();
    let refuse = json!({"outcome": "refuse", "reason": "no-health-benefit", "reasons": "Word of refusal.",
        "against_advice": "Word of departing."});
    assert_eq!(desk.ask_now(&ann(), "decide-case", refuse).await.unwrap().body["state"], "REFUSED");
    assert!(!desk.tables_with("Word of departing").await.is_empty());
    forget_everything(&desk).await;
    assert!(desk.tables_with("Word of ").await.is_empty());
    desk.must_verify().await;
}
