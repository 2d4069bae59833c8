//! The life of an enquiry beside its conversion: asked, replied, ended each way, opened again.

use dars_bus::journal;
use dars_vocabulary::{Actor, london_midnight};
use jiff::civil::date;
use serde_json::{Value, json};

use crate::desk::{Desk, TODAY, enquirer, expert, no, officer, stranger, triage};

#[tokio::test]
async fn an_enquiry_is_triaged_routed_asked_replied_and_answered() {
    let desk = Desk::open().await;
    let enquiry = desk.raise().await;
    let state = |reply: dars_bus::Reply| reply.body["state"].as_str().unwrap().to_owned();
    let done = desk.of(&triage(), "triage-enquiry", &enquiry, json!({})).await.unwrap();
    assert_eq!((done.etag, state(done).as_str()), (Some(2), "TRIAGED"));
    let done = desk.of(&triage(), "route-enquiry", &enquiry, json!({"team": "data-applications"})).await.unwrap();
    assert_eq!(state(done), "WITH_EXPERT");
    let done = desk.of(&expert(), "ask-enquirer", &enquiry, json!({"text": "Which years?"})).await.unwrap();
    assert_eq!(done.body["close_on"], "2026-12-18");
    assert_eq!(state(done), "AWAITING_ENQUIRER");
    let own = desk.shown(&enquirer(), &enquiry, TODAY).await;
    assert_eq!(own["messages"][0]["text"], "Which years?");
    assert_eq!((&own["chase_on"], &own["state"]), (&json!("2026-12-04"), &json!("AWAITING_ENQUIRER")));
    let done = desk
        .ask(&enquirer(), "add-message", &[("reference", &enquiry)], json!({"text": "All of them."}), None, TODAY)
        .await
        .unwrap();
    assert_eq!((done.status, done.body["number"].as_u64()), (201, Some(2)));
    assert_eq!(state(done), "WITH_EXPERT");
    let done = desk.of(&officer(), "answer-enquiry", &enquiry, json!({"text": "Yes, apply."})).await.unwrap();
    assert_eq!(state(done), "ANSWERED");
    let own = desk.shown(&enquirer(), &enquiry, TODAY).await;
    let thread: Vec<_> = own["messages"].as_array().unwrap().iter().map(|said| said["by_officer"].clone()).collect();
    assert_eq!(thread, [json!(true), json!(false), json!(true)]);
    assert_eq!(
        desk.told(&enquiry).await,
        [
            "enquiry_raised",
            "enquiry_triaged",
            "enquiry_routed",
            "enquiry_message_added",
            "enquiry_asked",
            "enquiry_message_added",
            "enquiry_replied",
            "enquiry_message_added",
            "enquiry_closed",
        ]
    );
    let asked = json!({"enquiry": enquiry, "team": "data-applications", "chase_on": "2026-12-04",
        "close_on": "2026-12-18"});
    assert_eq!(desk.body("enquiry_asked", &enquiry).await, asked);
    let closed = json!({"enquiry": enquiry, "outcome": "ANSWERED"});
    assert_eq!(desk.body("enquiry_closed", &enquiry).await, closed);
    let broken = journal::verify(&mut desk.pool.acquire().await.unwrap()).await.unwrap().broken;
    assert_eq!(broken, Vec::<String>::new());
}

#[tokio::test]
async fn each_ending_is_told_with_its_outcome_and_can_be_undone() {
    let desk = Desk::open().await;
    let first = desk.raise().await;
    for (actor, action, body, outcome) in [
        (
            triage(),
            "signpost-enquiry",
            json!({"to": ["published-statistics", "sde"], "text": "Look there first."}),
            json!({"outcome": "SIGNPOSTED", "signposts": ["published-statistics", "sde"]}),
        ),
        (expert(), "answer-enquiry", json!({"text": "No."}), json!({"outcome": "ANSWERED"})),
        (enquirer(), "close-enquiry", json!({"reason": "withdrawn"}), json!({"outcome": "CLOSED"})),
        (officer(), "close-enquiry", json!({"reason": "not-ours"}), json!({"outcome": "CLOSED"})),
        (triage(), "mark-duplicate", json!({"of": first}), json!({"outcome": "DUPLICATE"})),
    ] {
        let enquiry = desk.asked().await;
        desk.of(&actor, action, &enquiry, body).await.unwrap();
        let mut expected = outcome;
        expected["enquiry"] = json!(enquiry);
        assert_eq!(desk.body("enquiry_closed", &enquiry).await, expected);
        assert_eq!(desk.shown(&enquirer(), &enquiry, TODAY).await["state"], expected["outcome"]);
        let listed = desk.ask(&triage(), "list-enquiries", &[], Value::Null, None, TODAY).await.unwrap();
        let listed = listed.body["items"].as_array().unwrap().clone();
        assert!(listed.iter().all(|row| row["reference"] != enquiry), "an ended one is in the work list");
        let message = desk.of(&enquirer(), "add-message", &enquiry, json!({"text": "Wait."})).await;
        assert_eq!(no(message), (409, "enquiry-over".to_owned()));
        let reason = json!({"reason": "There is more."});
        let reopened = desk.on(&enquirer(), "reopen-enquiry", &enquiry, reason, date(2026, 12, 7)).await.unwrap();
        assert_eq!(reopened.body["state"], "TRIAGED");
        let told = json!({"enquiry": enquiry, "answer_due": "2026-12-21"});
        assert_eq!(desk.body("enquiry_reopened", &enquiry).await, told);
        let listed = desk.ask(&triage(), "list-enquiries", &[], Value::Null, None, TODAY).await.unwrap();
        let listed = listed.body["items"].as_array().unwrap().clone();
        assert!(listed.iter().any(|row| row["reference"] == enquiry && row["state"] == "TRIAGED"));
    }
}

#[tokio::test]
async fn silence_closes_an_enquiry_once_on_its_day_however_late_the_sweep() {
    let desk = Desk::open().await;
    let (on_time, late) = (desk.asked().await, desk.asked().await);
    let close_on = date(2026, 12, 18);
    assert_eq!(desk.next_due().await, Some(london_midnight(close_on)));
    assert_eq!(desk.sweep(close_on.yesterday().unwrap()).await, 0);
    // Whoever looks on the day sees it, even before the sweep has come by.
    assert_eq!(desk.shown(&enquirer(), &late, close_on).await["state"], "CLOSED_NO_REPLY");
    let reply = desk.on(&enquirer(), "add-message", &late, json!({"text": "All."}), close_on).await;
    assert_eq!(no(reply), (409, "enquiry-over".to_owned()));
    let reopen = json!({"reason": "I was away."});
    desk.on(&enquirer(), "reopen-enquiry", &late, reopen, close_on).await.unwrap();
    let told = desk.told(&late).await;
    assert_eq!(told[told.len() - 2..], ["enquiry_closed", "enquiry_reopened"]);

    // The other one was opened again, and its answer is overdue by then.
    assert_eq!(desk.sweep(date(2031, 1, 1)).await, 2);
    assert_eq!((desk.sweep(date(2031, 1, 1)).await, desk.next_due().await), (0, None));
    assert_eq!(desk.told(&on_time).await.iter().filter(|fact| *fact == "enquiry_closed").count(), 1);
    let told = json!({"enquiry": on_time, "outcome": "CLOSED_NO_REPLY"});
    assert_eq!(desk.body("enquiry_closed", &on_time).await, told);
    assert_eq!(desk.shown(&triage(), &late, close_on).await["state"], "TRIAGED");
}

#[tokio::test]
async fn a_reply_in_time_is_never_closed_for_silence() {
    let desk = Desk::open().await;
    let enquiry = desk.asked().await;
    let reply = desk.on(&enquirer(), "add-message", &enquiry, json!({"text": "All."}), date(2026, 12, 17)).await;
    assert_eq!(reply.unwrap().body["state"], "WITH_EXPERT");
    assert_eq!((desk.sweep(date(2031, 1, 1)).await, desk.next_due().await), (1, None));
    assert_eq!(desk.shown(&triage(), &enquiry, date(2031, 1, 1)).await["state"], "WITH_EXPERT");
    assert_eq!(desk.told(&enquiry).await.last().unwrap(), "enquiry_overdue");
}

#[tokio::test]
async fn a_duplicate_shows_nothing_of_the_other_to_its_enquirer_and_two_never_name_each_other() {
    let desk = Desk::open().await;
    let others = json!({"name": "Otto Stern", "email": "otto@stern.example", "topic": "other",
        "purpose_text": "Zebulon cohort."});
    let reply = desk.ask(&stranger(), "raise-enquiry", &[], others, None, TODAY).await.unwrap();
    let other = reply.body["reference"].as_str().unwrap().to_owned();
    let enquiry = desk.raise().await;
    let done = desk.of(&triage(), "mark-duplicate", &enquiry, json!({"of": other})).await.unwrap();
    assert_eq!(done.body["duplicate_of"], json!(other));
    let shown = desk.shown(&enquirer(), &enquiry, TODAY).await.to_string();
    assert!(!shown.contains("Zebulon") && !shown.contains(&other), "{shown}");
    for (of, code) in [
        (&enquiry, "other-enquiry-duplicate"),
        (&other, "duplicate-of-itself"),
        (&"ENQ-2026-999999".to_owned(), "other-enquiry-unknown"),
    ] {
        let refused = no(desk.of(&triage(), "mark-duplicate", &other, json!({"of": of})).await);
        assert_eq!(refused, (422, code.to_owned()));
    }
}

#[tokio::test]
async fn who_may_not_learns_nothing_and_changes_nothing() {
    let desk = Desk::open().await;
    let enquiry = desk.asked().await;
    let before: i64 = sqlx::query_scalar("select count(*) from journal").fetch_one(&desk.pool).await.unwrap();
    let text = || json!({"text": "Words."});
    for (action, body) in [
        ("triage-enquiry", json!({})),
        ("add-message", text()),
        ("ask-enquirer", text()),
        ("answer-enquiry", text()),
        ("signpost-enquiry", json!({"to": ["sde"]})),
        ("close-enquiry", json!({"reason": "withdrawn"})),
        ("mark-duplicate", json!({"of": "ENQ-2026-000001"})),
        ("reopen-enquiry", json!({"reason": "Words."})),
    ] {
        let asked = |actor, if_match| {
            let (desk, enquiry, body) = (&desk, &enquiry, body.clone());
            async move { no(desk.ask(&actor, action, &[("reference", enquiry)], body, if_match, TODAY).await) }
        };
        assert_eq!(asked(stranger(), Some(1)).await, (404, "enquiry-unknown".to_owned()), "{action}");
        assert_eq!(asked(Actor::public(), Some(1)).await, (401, "sign-in-needed".to_owned()), "{action}");
        if action != "add-message" {
            assert_eq!(asked(triage(), None).await, (428, "if-match-missing".to_owned()), "{action}");
            assert_eq!(asked(triage(), Some(1)).await, (412, "changed-meanwhile".to_owned()), "{action}");
        }
    }
    for (action, body) in [
        ("ask-enquirer", json!({"text": "x".repeat(4001)})),
        ("signpost-enquiry", json!({"to": []})),
        ("reopen-enquiry", json!({"reason": 7})),
        ("close-enquiry", json!({"reason": "boredom"})),
        ("mark-duplicate", json!({"of": "nonsense"})),
    ] {
        let refused = no(desk.of(&triage(), action, &enquiry, body).await);
        assert!([400, 409, 422].contains(&refused.0), "{action} {refused:?}");
    }
    let after: i64 = sqlx::query_scalar("select count(*) from journal").fetch_one(&desk.pool).await.unwrap();
    assert_eq!(after, before);
}

#[tokio::test]
async fn the_words_of_an_enquiry_lie_sealed_and_are_gone_after_a_redaction() {
    let desk = Desk::open().await;
    let enquiry = desk.asked().await;
    let secret = "Quagmire quotient";
    desk.of(&expert(), "answer-enquiry", &enquiry, json!({"text": secret})).await.unwrap();
    assert!(desk.contains(secret).await, "the search would find it");
    desk.redact("enquiry", &enquiry, "enquiry_message_added").await;
    assert!(!desk.contains(secret).await);
    let reason = "Zebulon reason";
    desk.of(&enquirer(), "reopen-enquiry", &enquiry, json!({"reason": reason})).await.unwrap();
    assert!(desk.contains(reason).await, "the search would find it");
    desk.redact("enquiry", &enquiry, "enquiry_reopened").await;
    assert!(!desk.contains(reason).await);
    assert_eq!(desk.shown(&triage(), &enquiry, TODAY).await["messages"][1]["text"], Value::Null);
}
