//! Questions, answers, rounds; and what is told, and heard, in whatever order.

use dars_kit::Redact as _;
use dars_messages::facts::intake::IntakeRedactedV1;
use dars_review::handle::Redactions;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::desk::{
    Desk, FIRST, answer_told, answered_told, by_records_officer, content, lapsed_told, nic, no, olu, raise, request,
    resolving, road, sam, told, version_told, withdrawn_told,
};

const QUESTION: &str = "Why do you need ten years?";
const ANSWER: &str = "Since disease is slow.";

/// A case with one question open.
async fn asked() -> Desk {
    let desk = Desk::with_case(1).await;
    desk.ask_now(&olu(), "raise-clarification", raise(QUESTION)).await.unwrap();
    desk
}

#[tokio::test]
async fn a_question_goes_to_the_applicant_in_rounds_and_the_case_comes_back() {
    let desk = Desk::with_case(1).await;
    let raised = desk.ask_now(&olu(), "raise-clarification", raise(QUESTION)).await.unwrap();
    assert_eq!(
        (raised.status, &raised.body["clarification"], &raised.body["pen"]),
        (201, &json!(1), &json!("applicant"))
    );
    let said =
        ["case_opened", "case_officer", "case_assigned", "clarification_text", "clarification_raised", "case_moved"];
    assert_eq!(desk.told_outside().await, said);
    let public = json!({
        "nic": nic(), "clarification": 1, "round": 1, "section": "data-sets", "standard": "3", "severity": "blocking",
        "due": "2026-12-18", "lapses_on": "2027-02-18",
    });
    assert_eq!(desk.body_of("clarification_raised").await, public);
    assert_eq!(desk.body_of("clarification_text").await["text"], QUESTION);
    assert_eq!(desk.body_of("case_moved").await["stage"], "CLARIFICATION");

    desk.hear(&answer_told(10, 1, 1, Some(ANSWER))).await.unwrap();
    desk.hear(&answered_told(11, 1, 1, "2026-11-24")).await.unwrap();
    let shown = desk.get(&olu()).await.unwrap().body;
    assert_eq!((&shown["state"], &shown["pen"]), (&json!("CLARIFICATION"), &json!("case-officer")));
    let known = &shown["clarifications"][0];
    assert_eq!((&known["state"], &known["rounds"][0]["answer"]), (&json!("ANSWERED"), &json!(ANSWER)));

    desk.resolve(1, json!({"outcome": "reject", "text": "Which years, then?"})).await.unwrap();
    assert_eq!(desk.body_of("clarification_raised").await["round"], 2);
    desk.hear(&answered_told(12, 1, 2, "2026-11-26")).await.unwrap();
    let settled = desk.resolve(1, json!({"outcome": "accept"})).await.unwrap();
    assert_eq!(settled.body["state"], "IN_REVIEW");
    let facts = desk.told_outside().await;
    assert_eq!(
        facts.iter().skip(said.len()).collect::<Vec<_>>(),
        ["clarification_text", "clarification_raised", "clarification_resolved", "case_moved"]
    );
    assert_eq!(desk.body_of("case_moved").await["stage"], "IN_REVIEW");
    desk.must_verify().await;
}

#[tokio::test]
async fn an_answer_told_twice_or_in_any_order_is_one_answer() {
    for order in [[0, 1], [1, 0]] {
        let desk = asked().await;
        let facts = [answer_told(10, 1, 1, Some(ANSWER)), answered_told(11, 1, 1, "2026-11-24")];
        for at in order {
            for _again in 0..2 {
                desk.hear(&facts[at]).await.unwrap();
            }
        }
        let known = desk.get(&olu()).await.unwrap().body["clarifications"][0].clone();
        assert_eq!((&known["state"], &known["rounds"][0]["answer"]), (&json!("ANSWERED"), &json!(ANSWER)));
        // Opened, assigned, raised, and the two of the answer.
        assert_eq!(desk.case().await.chain_length, 5);
        desk.must_verify().await;
    }
}

#[tokio::test]
async fn an_answer_to_what_was_never_asked_changes_nothing() {
    let desk = asked().await;
    let version = desk.case().await.version;
    for fact in [
        answer_told(10, 2, 1, Some(ANSWER)),
        answered_told(11, 2, 1, "2026-11-24"),
        answered_told(12, 1, 2, "2026-11-24"),
    ] {
        desk.hear(&fact).await.unwrap();
    }
    assert_eq!(desk.case().await.version, version);
    let empty = Desk::open().await;
    empty.hear(&answer_told(10, 1, 1, Some(ANSWER))).await.unwrap();
    empty.hear(&answered_told(11, 1, 1, "2026-11-24")).await.unwrap();
    assert_eq!(empty.case().await.version, 0);
}

#[tokio::test]
async fn an_application_that_was_given_up_is_told_twice_and_ends_once() {
    for (fact, state) in [(withdrawn_told(20), "WITHDRAWN"), (lapsed_told(20), "LAPSED")] {
        let desk = asked().await;
        let before = desk.told_outside().await;
        for _again in 0..2 {
            desk.hear(&fact).await.unwrap();
        }
        let shown = desk.get(&olu()).await.unwrap().body;
        assert_eq!((&shown["state"], &shown["pen"]), (&json!(state), &Value::Null));
        assert_eq!(desk.told_outside().await, before, "intake told it to everyone");
        assert!(desk.tasks(&olu()).await.is_empty());
        // An answer that comes after it is kept, and moves nothing.
        desk.hear(&answered_told(21, 1, 1, "2026-11-24")).await.unwrap();
        assert_eq!(desk.get(&olu()).await.unwrap().body["state"], state);
        desk.must_verify().await;
    }
    let early = Desk::open().await;
    early.hear(&withdrawn_told(20)).await.unwrap();
    early.hear(&lapsed_told(21)).await.unwrap();
    assert_eq!(early.case().await.version, 0);
    early.hear(&version_told(22, FIRST, content(&[]))).await.unwrap();
    assert_eq!(early.case().await.state.name(), "IN_REVIEW");
}

#[tokio::test]
async fn both_clocks_are_shown_and_the_decision_is_due_later() {
    let desk = asked().await;
    let at = async |day: &str| {
        let mut one = request(&olu(), "get-case", &nic(), Value::Null, None);
        one.now = day.parse().unwrap();
        let mut list = request(&olu(), "list-cases", &nic(), Value::Null, None);
        list.now = one.now;
        let shown = desk.serve(one).await.unwrap().body;
        let listed = desk.serve(list).await.unwrap().body["items"][0].clone();
        for field in ["our_days", "your_days", "paused", "decision_due", "pen", "state"] {
            assert_eq!(shown[field], listed[field], "{field}");
        }
        let days = |field: &str| shown[field].as_u64().unwrap();
        (days("our_days"), days("your_days"), shown["decision_due"].as_str().unwrap().to_owned())
    };
    // Submitted and asked on Friday 20 November.
    assert_eq!(at("2026-11-20T12:00:00Z").await, (0, 0, "2027-02-17".to_owned()));
    assert_eq!(at("2026-11-27T12:00:00Z").await, (0, 5, "2027-02-24".to_owned()));
    desk.hear(&answered_told(11, 1, 1, "2026-11-24")).await.unwrap();
    assert_eq!(at("2026-11-27T12:00:00Z").await, (3, 2, "2027-02-19".to_owned()));
}

#[tokio::test]
async fn a_clarification_is_resolved_as_it_was_read_and_by_who_may_know_of_it() {
    let desk = asked().await;
    let accept = json!({"outcome": "accept"});
    assert_eq!(no(desk.serve(resolving(&olu(), 1, accept.clone(), None)).await), (428, "if-match-missing".to_owned()));
    let stale = desk.serve(resolving(&olu(), 1, accept.clone(), Some(1))).await;
    assert_eq!(no(stale), (412, "changed-meanwhile".to_owned()));
    assert_eq!(no(desk.resolve(1, accept.clone()).await), (409, "clarification-not-answered".to_owned()));
    assert_eq!(no(desk.resolve(7, accept.clone()).await), (404, "clarification-unknown".to_owned()));
    for version in [0, 3] {
        let stranger = desk.serve(resolving(&sam(), 1, accept.clone(), Some(version))).await;
        assert_eq!(no(stranger), (404, "case-unknown".to_owned()));
    }
    for (body, code) in [
        (json!({"outcome": "perhaps"}), "value-not-acceptable"),
        (json!({"outcome": "accept", "text": "x"}), "malformed"),
        (json!({"outcome": "reject"}), "malformed"),
    ] {
        assert_eq!(no(desk.resolve(1, body).await).1, code);
    }
    let mut wordless = resolving(&olu(), 1, accept, Some(3));
    wordless.envelope.params.insert("id".to_owned(), "one".to_owned());
    assert_eq!(no(desk.serve(wordless).await).0, 404);
}

#[tokio::test]
async fn a_question_asked_again_with_the_same_key_is_asked_once() {
    let desk = Desk::with_case(1).await;
    let mut asked = request(&olu(), "raise-clarification", &nic(), raise(QUESTION), Some(2));
    asked.idempotency_key = Some("one-question".to_owned());
    let first = desk.serve(asked.clone()).await.unwrap();
    assert_eq!(desk.serve(asked).await.unwrap(), first);
    assert_eq!(desk.case().await.state.case().unwrap().clarifications.len(), 1);
    assert_eq!(desk.tables_with(QUESTION).await, ["aggregates", "journal_contents", "outbox"]);
}

#[tokio::test]
async fn question_and_answer_are_forgotten_each_by_who_wrote_it() {
    let desk = asked().await;
    desk.hear(&answer_told(10, 1, 1, Some(ANSWER))).await.unwrap();
    desk.hear(&answered_told(11, 1, 1, "2026-11-24")).await.unwrap();
    assert_eq!(desk.tables_with(ANSWER).await, ["aggregates", "journal_contents"]);
    // Intake's records officer empties the answer; told twice.
    for event in [50, 51] {
        let events = vec![Uuid::from_u128(10)];
        let fact = IntakeRedactedV1 { reference: nic().to_string(), events };
        desk.hear(&told(&fact, event, "2026-11-25T09:00:00Z")).await.unwrap();
    }
    assert!(desk.tables_with(ANSWER).await.is_empty());
    // Ours empties the question: what was told of it, too.
    let mut tx = desk.pool.begin().await.unwrap();
    Redactions.redact(&mut tx, &by_records_officer(), "case", nic().as_str(), 3, "asked-for").await.unwrap();
    tx.commit().await.unwrap();
    assert!(desk.tables_with(QUESTION).await.is_empty());
    assert_eq!(desk.body_of("clarification_text").await["text"], Value::Null);
    let round = desk.get(&olu()).await.unwrap().body["clarifications"][0]["rounds"][0].clone();
    assert_eq!((&round["text"], &round["answer"]), (&Value::Null, &Value::Null));
    // The case goes on.
    assert_eq!(desk.resolve(1, json!({"outcome": "accept"})).await.unwrap().body["state"], "IN_REVIEW");
    desk.must_verify().await;
}

#[tokio::test]
async fn an_answer_that_was_emptied_before_it_was_heard_counts_still() {
    let desk = asked().await;
    desk.hear(&answer_told(10, 1, 1, None)).await.unwrap();
    desk.hear(&answered_told(11, 1, 1, "2026-11-24")).await.unwrap();
    let events = vec![Uuid::from_u128(10)];
    let fact = IntakeRedactedV1 { reference: nic().to_string(), events };
    desk.hear(&told(&fact, 50, "2026-11-25T09:00:00Z")).await.unwrap();
    assert_eq!(desk.get(&olu()).await.unwrap().body["clarifications"][0]["state"], "ANSWERED");
    desk.must_verify().await;
}

#[tokio::test]
async fn an_advisory_question_is_told_and_answered_while_the_case_goes_on_and_the_decision_closes_it() {
    let desk = Desk::with_case(1).await;
    let opened = desk.told_outside().await.len();
    let mut question = raise(QUESTION);
    question["severity"] = json!("advisory");
    let raised = desk.ask_now(&olu(), "raise-clarification", question).await.unwrap();
    assert_eq!((&raised.body["state"], &raised.body["pen"]), (&json!("IN_REVIEW"), &json!("case-officer")));
    let told = desk.told_outside().await;
    assert_eq!(told[opened..], ["clarification_text", "clarification_raised"], "the case does not move");
    assert_eq!(desk.body_of("clarification_raised").await["severity"], "advisory");
    let shown = desk.get(&olu()).await.unwrap().body;
    assert_eq!((&shown["clarifications"][0]["state"], &shown["paused"]), (&json!("OPEN"), &json!(false)));
    assert_eq!(shown["clarifications"][0]["rounds"][0]["lapses_on"], Value::Null);

    for _again in 0..2 {
        desk.hear(&answered_told(11, 1, 1, "2026-11-24")).await.unwrap();
        desk.hear(&answer_told(10, 1, 1, Some(ANSWER))).await.unwrap();
    }
    let tasks = desk.tasks(&olu()).await;
    assert!(tasks.iter().any(|task| task.0 == "resolve-clarification"), "{tasks:?}");
    desk.resolve(1, json!({"outcome": "reject", "text": "Which years, then?"})).await.unwrap();
    assert_eq!(desk.get(&olu()).await.unwrap().body["state"], "IN_REVIEW");
    assert!(!desk.tasks(&olu()).await.iter().any(|task| task.0 == "resolve-clarification"));

    desk.walk(&road()[1..]).await;
    let told = desk.told_outside().await;
    let last = ["clarification_resolved", "decision_reasons", "decision_made", "application_approved"];
    assert_eq!(told[told.len() - last.len()..], last);
    let shown = desk.get(&olu()).await.unwrap().body;
    assert_eq!((&shown["state"], &shown["clarifications"][0]["state"]), (&json!("APPROVED"), &json!("OVERTAKEN")));
    // An answer that crosses the decision is kept, and changes nothing.
    desk.hear(&answered_told(12, 1, 2, "2026-11-25")).await.unwrap();
    desk.hear(&answer_told(13, 1, 2, Some(ANSWER))).await.unwrap();
    let shown = desk.get(&olu()).await.unwrap().body;
    assert_eq!((&shown["state"], &shown["clarifications"][0]["state"]), (&json!("APPROVED"), &json!("OVERTAKEN")));
    assert_eq!(shown["clarifications"][0]["rounds"][1]["answer"], ANSWER);
    desk.must_verify().await;
}
