//! The road from an officer to the approver's word.

use serde_json::json;

use crate::desk::{Desk, ann, mia, nic, olu, request, road, signed_in};

#[tokio::test]
async fn a_case_goes_from_its_officer_to_the_approvers_word() {
    let desk = Desk::with_case(0).await;
    let mut states = Vec::new();
    for (actor, action, body) in road() {
        let before = desk.case().await.version;
        let answer = desk.ask_now(&actor, action, body).await.unwrap();
        assert_eq!((answer.status, answer.etag), (200, Some(before + 1)));
        assert_eq!(answer.body["officer"], json!(olu().id));
        states.push(answer.body["state"].as_str().unwrap().to_owned());
    }
    assert_eq!(states, ["IN_REVIEW", "ASSURANCE", "DECISION", "APPROVED"]);
    assert_eq!(
        desk.told_outside().await,
        [
            "case_opened",
            "case_officer",
            "case_assigned",
            "case_moved",
            "case_moved",
            "decision_reasons",
            "decision_made",
            "application_approved"
        ]
    );
    let approved = json!({
        "nic": nic(), "version": "v0.1", "sha256": "0f".repeat(32), "organisation": "NU01",
        "title": "Stroke outcomes after screening", "with_conditions": false, "decided_on": "2026-11-20",
    });
    assert_eq!(desk.body_of("application_approved").await, approved);
    let made = json!({"nic": nic(), "version": "v0.1", "approver": ann().id});
    assert_eq!(desk.body_of("decision_made").await, made);
    assert_eq!(desk.body_of("case_moved").await, json!({"nic": nic(), "stage": "DECISION"}));
    assert_eq!(desk.body_of("case_assigned").await, json!({"nic": nic()}));
    desk.must_verify().await;
}

#[tokio::test]
async fn a_refusal_is_told_with_its_code_and_without_its_words() {
    let desk = Desk::with_case(3).await;
    let body = json!({"outcome": "refuse", "reason": "no-health-benefit", "reasons": "Words for the applicant."});
    let answer = desk.ask_now(&ann(), "decide-case", body).await.unwrap();
    assert_eq!(answer.body["state"], "REFUSED");
    let told = json!({"nic": nic(), "version": "v0.1", "reason": "no-health-benefit", "decided_on": "2026-11-20"});
    assert_eq!(desk.body_of("application_refused").await, told);
    let facts = desk.told_outside().await;
    assert_eq!(facts.iter().filter(|fact| *fact == "application_refused").count(), 1);
    assert!(!facts.iter().any(|fact| fact == "decision_made" || fact == "application_approved"));
    assert_eq!(facts[facts.len() - 2..], ["decision_reasons", "application_refused"]);
    let words = json!({"nic": nic(), "version": "v0.1", "text": "Words for the applicant.", "conditions": []});
    assert_eq!(desk.body_of("decision_reasons").await, words);
    assert_eq!(desk.tables_with("Words for the applicant.").await, ["aggregates", "journal_contents", "outbox"]);
    let decision = &desk.get(&olu()).await.unwrap().body["decision"];
    assert_eq!(decision["reasons"], "Words for the applicant.");
    assert_eq!(decision["approver"], json!(ann().id));
}

#[tokio::test]
async fn a_team_manager_gives_a_case_to_the_officer_of_that_sign_in() {
    let desk = Desk::with_case(0).await;
    let answer = desk.ask_now(&mia(), "assign-case", json!({"officer": "pat"})).await.unwrap();
    assert_eq!(answer.body["officer"], json!(signed_in("pat", &[]).id));
    let again = desk.ask_now(&mia(), "assign-case", json!({"officer": "pat"})).await.unwrap();
    assert_eq!((again.status, again.etag), (200, answer.etag));
    assert_eq!(desk.told_outside().await, ["case_opened", "case_officer", "case_assigned"]);
}

#[tokio::test]
async fn a_repeated_key_gets_the_stored_answer_and_decides_nothing_anew() {
    let desk = Desk::with_case(3).await;
    let version = desk.case().await.version;
    let mut decide = request(&ann(), "decide-case", &nic(), json!({"outcome": "approve"}), Some(version));
    decide.idempotency_key = Some("one-word".to_owned());
    let first = desk.serve(decide.clone()).await.unwrap();
    assert_eq!(desk.serve(decide.clone()).await.unwrap(), first);
    assert_eq!(desk.told_outside().await.iter().filter(|fact| *fact == "application_approved").count(), 1);
    let mut other = request(
        &ann(),
        "decide-case",
        &nic(),
        json!({"outcome": "refuse", "reason": "no-health-benefit", "reasons": "No."}),
        Some(version),
    );
    other.idempotency_key = decide.idempotency_key;
    assert_eq!(crate::desk::no(desk.serve(other).await), (422, "idempotency-key-reused".to_owned()));
}

#[tokio::test]
async fn of_two_officers_who_take_a_case_at_once_one_gets_it() {
    let desk = Desk::with_case(0).await;
    let pat = signed_in("pat", &olu().roles);
    let take = |actor| request(actor, "assign-case", &nic(), json!({}), Some(1));
    let (one, other) = (olu(), pat);
    let (first, second) = tokio::join!(desk.serve(take(&one)), desk.serve(take(&other)));
    let lost = if first.is_ok() { second } else { first };
    assert_eq!(crate::desk::no(lost), (412, "changed-meanwhile".to_owned()));
    assert_eq!(desk.told_outside().await, ["case_opened", "case_officer", "case_assigned"]);
}
