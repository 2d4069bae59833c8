//! What goes back to its applicant.

use serde_json::json;

use crate::desk::{Desk, SECOND, content, nic, no, olu, signed_in, version_told};

const WORDS: &str = "Say who benefits from this.";

fn back() -> serde_json::Value {
    json!({"reasons": [{"section": "purpose", "text": WORDS}, {"section": "term", "text": "It is too long."}]})
}

#[tokio::test]
async fn an_incomplete_application_goes_back_and_its_next_version_comes_to_the_same_officer() {
    let desk = Desk::with_case(1).await;
    let answer = desk.ask_now(&olu(), "return-application", back()).await.unwrap();
    assert_eq!(
        (answer.status, &answer.body["state"], &answer.body["pen"]),
        (200, &json!("RETURNED_INCOMPLETE"), &json!("applicant"))
    );
    assert_eq!(
        desk.told_outside().await,
        ["case_opened", "case_officer", "case_assigned", "return_reasons", "application_returned"]
    );
    let public = json!({"nic": nic(), "version": "v0.1", "sections": ["purpose", "term"]});
    assert_eq!(desk.body_of("application_returned").await, public);
    assert_eq!(desk.body_of("return_reasons").await["reasons"][0]["text"], WORDS);
    assert_eq!(desk.tables_with(WORDS).await, ["aggregates", "journal_contents", "outbox"]);
    assert!(desk.tasks(&olu()).await.is_empty());

    desk.hear(&version_told(2, SECOND, content(&[]))).await.unwrap();
    let shown = desk.get(&olu()).await.unwrap().body;
    assert_eq!((&shown["state"], &shown["officer"]), (&json!("IN_REVIEW"), &json!(olu().id)));
    assert_eq!(shown["returns"][0]["reasons"][0]["text"], WORDS);
    assert_eq!(desk.tasks(&olu()).await[0].0, "assess-resubmission");
    desk.must_verify().await;
}

#[tokio::test]
async fn a_return_that_says_nothing_or_comes_from_another_is_refused() {
    let desk = Desk::with_case(1).await;
    let pat = signed_in("pat", &olu().roles);
    let asked = desk.ask_now(&pat, "return-application", back()).await;
    assert_eq!(no(asked), (403, "not-the-case-officer".to_owned()));
    for (body, pointer) in [
        (json!({"reasons": []}), "/reasons"),
        (json!({"reasons": [{"section": "purpose", "text": " "}]}), "/reasons/0/text"),
        (json!({"reasons": [{"section": "colour", "text": "x"}]}), "/reasons/0/section"),
    ] {
        let problem = desk.ask_now(&olu(), "return-application", body).await.unwrap_err();
        assert_eq!((problem.status, problem.errors[0].pointer.as_str()), (422, pointer));
    }
    assert_eq!(desk.told_outside().await, ["case_opened", "case_officer", "case_assigned"]);
}
