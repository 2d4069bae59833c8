//! What was put right is what is read, with what stood there before: a specialist's answer, and an answer of the applicant
//! that was taken for good in error.

use serde_json::{Value, json};

use crate::desk::{Desk, FIRST, ann, answer_told, answered_told, nic, no, olu, pat, raise, request, sue};

fn answer(outcome: &str, note: &str) -> Value {
    json!({"outcome": outcome, "note": note})
}

fn answered_wrongly(outcome: &str, note: &str) -> Value {
    json!({"what": "check_answer", "number": 1, "outcome": outcome, "note": note, "reason": "It was another cloud."})
}

fn taken_in_error(text: &str) -> Value {
    json!({"what": "resolution", "number": 1, "text": text, "reason": "The years are still not said."})
}

impl Desk {
    async fn read(&self) -> Value {
        self.get(&olu()).await.unwrap().body
    }

    /// Asks, is refused, and finds everything as it was.
    async fn leaves(&self, actor: &dars_vocabulary::Actor, body: Value) -> (u16, String) {
        let before = (self.case().await.version, self.told_outside().await);
        let refused = no(self.ask_now(actor, "correct-case", body).await);
        assert_eq!((self.case().await.version, self.told_outside().await), before);
        refused
    }
}

#[tokio::test]
async fn a_specialists_answer_that_was_put_right_is_read_with_what_it_was_and_why() {
    let desk = Desk::with_case(2).await;
    desk.ask_now(&olu(), "request-check", json!({"of": "security", "question": "Is the cloud safe?"})).await.unwrap();
    let right = || answered_wrongly("not-satisfied", "Their cloud is not.");
    assert_eq!(desk.leaves(&sue(), right()).await, (409, "check-not-answered".to_owned()));
    desk.ask_about(&sue(), "answer-check", "1", answer("satisfied", "It is.")).await.unwrap();
    let told = desk.told_outside().await;
    let first = json!({"outcome": "satisfied", "note": "It is.", "by": sue().id, "on": "2026-11-20"});
    assert_eq!(desk.read().await["checks"][0]["answer"], first);

    assert_eq!(desk.leaves(&pat(), right()).await, (403, "role-needed".to_owned()));
    desk.ask_now(&sue(), "correct-case", right()).await.unwrap();
    let shown = desk.read().await;
    let second = json!({"outcome": "not-satisfied", "note": "Their cloud is not.", "by": sue().id, "on": "2026-11-20"});
    let check = &shown["checks"][0];
    assert_eq!((&check["state"], &check["answer"], &check["version"]), (&json!("ANSWERED"), &second, &json!(FIRST)));
    let made = json!([{
        "what": "check_answer", "of": "1", "reason": "It was another cloud.", "by": sue().id, "on": "2026-11-20",
        "was": first,
    }]);
    assert_eq!(shown["corrections"], made);
    assert!(desk.tasks(&sue()).await.is_empty(), "nothing is asked again");
    assert_eq!(desk.told_outside().await, told, "nobody outside is told of a check");
    // Once more the same: nothing happens.
    let before = desk.case().await.version;
    desk.ask_now(&sue(), "correct-case", right()).await.unwrap();
    assert_eq!((desk.case().await.version, desk.read().await["corrections"].clone()), (before, made));
    desk.must_verify().await;
}

#[tokio::test]
async fn what_was_decided_upon_is_put_right_no_more() {
    let desk = Desk::with_case(2).await;
    desk.ask_now(&olu(), "request-check", json!({"of": "security", "question": "Is the cloud safe?"})).await.unwrap();
    desk.ask_about(&sue(), "answer-check", "1", answer("satisfied", "It is.")).await.unwrap();
    let [_, _, unneeded, approve] = crate::desk::road();
    desk.walk(&[unneeded, approve]).await;
    let late = desk.leaves(&sue(), answered_wrongly("not-satisfied", "It is not.")).await;
    assert_eq!(late, (409, "case-already-decided".to_owned()));
    assert_eq!(desk.read().await["checks"][0]["answer"]["note"], "It is.");
}

#[tokio::test]
async fn an_answer_taken_for_good_in_error_is_asked_again_in_a_next_round_and_both_rounds_are_read() {
    let desk = Desk::with_case(2).await;
    desk.ask_now(&olu(), "raise-clarification", raise("Why ten years?")).await.unwrap();
    assert_eq!(
        desk.leaves(&olu(), taken_in_error("Which years?")).await,
        (409, "clarification-not-settled".to_owned())
    );
    desk.hear(&answer_told(10, 1, 1, Some("As strokes are rare."))).await.unwrap();
    desk.hear(&answered_told(11, 1, 1, "2026-11-24")).await.unwrap();
    desk.resolve(1, json!({"outcome": "accept"})).await.unwrap();
    assert_eq!(desk.read().await["state"], "ASSURANCE");
    assert_eq!(desk.leaves(&pat(), taken_in_error("Which years?")).await, (403, "not-the-case-officer".to_owned()));
    let before = desk.told_outside().await.len();

    desk.ask_now(&olu(), "correct-case", taken_in_error("Which years?")).await.unwrap();
    let shown = desk.read().await;
    assert_eq!(
        (&shown["state"], &shown["pen"], &shown["paused"]),
        (&json!("CLARIFICATION"), &json!("applicant"), &json!(true))
    );
    let asked = &shown["clarifications"][0];
    assert_eq!((&asked["state"], asked["rounds"].as_array().unwrap().len()), (&json!("OPEN"), 2));
    assert_eq!(
        (&asked["rounds"][0]["answer"], &asked["rounds"][0]["text"]),
        (&json!("As strokes are rare."), &json!("Why ten years?"))
    );
    assert_eq!((&asked["rounds"][1]["text"], &asked["rounds"][1]["answer"]), (&json!("Which years?"), &Value::Null));
    assert_eq!(
        shown["corrections"],
        json!([{
            "what": "resolution", "of": "1", "reason": "The years are still not said.", "by": olu().id,
            "on": "2026-11-20", "was": null,
        }])
    );
    assert_eq!(desk.told_outside().await[before..], ["clarification_text", "clarification_raised", "case_moved"]);
    let raised = desk.body_of("clarification_raised").await;
    assert_eq!((&raised["round"], &raised["section"]), (&json!(2), &json!("data-sets")));
    assert_eq!(desk.body_of("clarification_text").await["text"], "Which years?");

    // The answer to the first round, told again, answers nothing of the second.
    desk.hear(&answered_told(12, 1, 1, "2026-11-24")).await.unwrap();
    assert_eq!(desk.read().await["clarifications"][0]["state"], "OPEN");
    desk.hear(&answer_told(13, 1, 2, Some("From 2016 on."))).await.unwrap();
    desk.hear(&answered_told(14, 1, 2, "2026-11-25")).await.unwrap();
    desk.resolve(1, json!({"outcome": "accept"})).await.unwrap();
    let shown = desk.read().await;
    assert_eq!((&shown["state"], &shown["clarifications"][0]["state"]), (&json!("ASSURANCE"), &json!("RESOLVED")));
    desk.must_verify().await;
}

#[tokio::test]
async fn each_new_correction_that_cannot_be_is_named_by_field_and_needs_its_version() {
    let desk = Desk::with_case(2).await;
    desk.ask_now(&olu(), "request-check", json!({"of": "security", "question": "Is the cloud safe?"})).await.unwrap();
    desk.ask_about(&sue(), "answer-check", "1", answer("satisfied", "It is.")).await.unwrap();
    desk.ask_now(&olu(), "raise-clarification", raise("Why ten years?")).await.unwrap();
    desk.hear(&answered_told(11, 1, 1, "2026-11-24")).await.unwrap();
    desk.resolve(1, json!({"outcome": "accept"})).await.unwrap();
    let with = |mut body: Value, field: &str, value: Value| {
        body[field] = value;
        body
    };
    let check = || answered_wrongly("not-satisfied", "It is not.");
    let resolution = || taken_in_error("Which years?");
    let back = || json!({"what": "return", "reason": "It was whole."});
    let long = |length: usize| json!("x".repeat(length));
    for (actor, body, status, pointer) in [
        (sue(), with(check(), "outcome", json!("perhaps")), 422, "/outcome"),
        (sue(), with(check(), "note", json!(" ")), 422, "/note"),
        (sue(), with(check(), "note", long(4001)), 422, "/note"),
        (sue(), with(check(), "reason", long(1001)), 422, "/reason"),
        (sue(), with(check(), "number", json!("1")), 400, "/number"),
        (sue(), with(check(), "text", json!("Hm.")), 400, "/text"),
        (olu(), with(resolution(), "text", json!("")), 422, "/text"),
        (olu(), with(resolution(), "text", long(4001)), 422, "/text"),
        (olu(), with(resolution(), "reason", json!(" ")), 422, "/reason"),
        (olu(), with(resolution(), "number", json!(-1)), 400, "/number"),
        (olu(), with(resolution(), "note", json!("Hm.")), 400, "/note"),
        (olu(), with(back(), "number", json!(1)), 400, "/number"),
        (olu(), json!({"what": "decision", "reason": "Hm."}), 422, "/what"),
    ] {
        let before = desk.case().await.version;
        let problem = desk.ask_now(&actor, "correct-case", body.clone()).await.unwrap_err();
        let named = problem.errors.first().map_or("", |error| error.pointer.as_str());
        assert_eq!((problem.status, named), (status, pointer), "{body}: {problem:?}");
        assert_eq!(desk.case().await.version, before);
    }
    for (actor, body) in [(sue(), check()), (olu(), resolution()), (olu(), back())] {
        for (version, status) in [(None, 428), (Some(1), 412)] {
            let asked = request(&actor, "correct-case", &nic(), body.clone(), version);
            assert_eq!(no(desk.serve(asked).await).0, status, "{body}");
        }
        // Whom it names, is in its place and no approver's.
        assert_eq!(
            no(desk.ask_now(&ann(), "correct-case", body.clone()).await),
            (403, "role-needed".to_owned()),
            "{body}"
        );
    }
    assert_eq!(no(desk.ask_now(&olu(), "correct-case", back()).await), (409, "application-not-sent-back".to_owned()));
    let unknown = |mut body: Value| {
        body["number"] = json!(7);
        body
    };
    assert_eq!(no(desk.ask_now(&sue(), "correct-case", unknown(check())).await), (404, "check-unknown".to_owned()));
    let asked = no(desk.ask_now(&olu(), "correct-case", unknown(resolution())).await);
    assert_eq!(asked, (404, "clarification-unknown".to_owned()));
}
