//! What may be an incident, told in words that no rule routes there: it is shown to the incident lead, who decides.

use dars_testkit::service::person;
use dars_vocabulary::{Actor, StaffRole};
use serde_json::{Value, json};

use crate::desk::{Desk, TODAY, enquirer, no, stranger, triage};

const MAYBE: &str =
    "A folder with your name on it turned up on a table at our library. What do you want us to do with it?";

fn lead() -> Actor {
    person("incident-lead", &[StaffRole::IncidentLead])
}

async fn raised(desk: &Desk, text: &str) -> String {
    let body = json!({"name": "Edith Quill", "email": "edith@quill.example", "topic": "other", "purpose_text": text});
    let reply = desk.ask(&enquirer(), "raise-enquiry", &[], body, None, TODAY).await.unwrap();
    reply.body["reference"].as_str().unwrap().to_owned()
}

fn look(enquiry: &str) -> Vec<(String, String)> {
    vec![("look-at-incident".to_owned(), enquiry.to_owned())]
}

#[tokio::test]
async fn what_may_be_an_incident_waits_for_the_incident_lead_within_the_hour_and_keeps_its_route() {
    let desk = Desk::open().await;
    let enquiry = raised(&desk, MAYBE).await;
    assert_eq!(desk.tasks(&lead(), TODAY).await, look(&enquiry));
    assert_eq!(desk.tasks(&triage(), TODAY).await, [("triage-enquiry".to_owned(), enquiry.clone())]);
    let shown = desk.shown(&lead(), &enquiry, TODAY).await;
    assert_eq!(shown["state"], "NEW");
    assert_eq!(shown["for_staff"]["may_be_an_incident"]["look_by"], "2026-11-20T13:00:00Z");
    assert!(shown["permitted"].as_array().unwrap().contains(&json!("confirm-incident")));
    let own = desk.shown(&enquirer(), &enquiry, TODAY).await;
    assert!(!own.to_string().contains("incident"), "its enquirer sees nothing of it: {own}");
    // The lead's mailbox hears by when to look, and nobody else anything.
    let told = desk.told(&enquiry).await;
    let of_it: Vec<&str> = told.iter().map(String::as_str).filter(|fact| fact.contains("incident")).collect();
    assert_eq!(of_it, ["enquiry_incident_suspected"]);
    let body = desk.body("enquiry_incident_suspected", &enquiry).await;
    assert_eq!(body, json!({"enquiry": enquiry, "look_by": "2026-11-20T13:00:00Z"}));
}

#[tokio::test]
async fn an_incident_waits_for_its_lead_while_its_enquirer_is_asked_and_any_other_enquiry_does_not() {
    let desk = Desk::open().await;
    let (incident, other) = (raised(&desk, "A study.").await, raised(&desk, "A study.").await);
    for (enquiry, team) in [(&incident, "incident"), (&other, "agreements")] {
        desk.of(&triage(), "route-enquiry", enquiry, json!({"team": team, "reason": "Theirs."})).await.unwrap();
    }
    desk.of(&lead(), "ask-enquirer", &incident, json!({"text": "Which laptop?"})).await.unwrap();
    desk.of(&triage(), "ask-enquirer", &other, json!({"text": "Which years?"})).await.unwrap();
    assert_eq!(desk.tasks(&lead(), TODAY).await, [("answer-enquiry".to_owned(), incident.clone())]);
    let mut asked = desk.tasks(&enquirer(), TODAY).await;
    asked.sort();
    let mut expected = [&incident, &other].map(|enquiry| ("answer-question".to_owned(), enquiry.clone()));
    expected.sort();
    assert_eq!(asked, expected);
    assert_eq!(desk.tasks(&triage(), TODAY).await, []);
}

#[tokio::test]
async fn it_waits_for_the_lead_however_it_was_answered_meanwhile_and_a_confirmation_opens_it_again() {
    let desk = Desk::open().await;
    let enquiry = raised(&desk, MAYBE).await;
    desk.of(&triage(), "answer-enquiry", &enquiry, json!({"text": "Thank you."})).await.unwrap();
    assert_eq!(desk.tasks(&lead(), TODAY).await, look(&enquiry));
    for actor in [triage(), enquirer()] {
        let refused = no(desk.of(&actor, "confirm-incident", &enquiry, json!({})).await);
        assert_eq!(refused.0, 403, "{refused:?}");
    }
    assert_eq!(no(desk.of(&stranger(), "confirm-incident", &enquiry, json!({})).await).0, 404);
    desk.of(&lead(), "confirm-incident", &enquiry, json!({})).await.unwrap();
    let shown = desk.shown(&lead(), &enquiry, TODAY).await;
    assert_eq!((&shown["state"], &shown["team"]), (&json!("WITH_EXPERT"), &json!("incident")));
    assert_eq!(shown["answer_by"], "2026-11-20T13:00:00Z");
    assert_eq!(desk.tasks(&lead(), TODAY).await, [("answer-enquiry".to_owned(), enquiry.clone())]);
    let again = no(desk.of(&lead(), "confirm-incident", &enquiry, json!({})).await);
    assert_eq!(again, (409, "no-incident-suspected".to_owned()));
}

#[tokio::test]
async fn one_click_with_a_reason_says_that_it_is_none_and_later_words_may_raise_it_anew() {
    let desk = Desk::open().await;
    let enquiry = raised(&desk, MAYBE).await;
    let (on, none) = ([("reference", enquiry.as_str())], json!({"reason": "only-asked"}));
    let stale = desk.ask(&lead(), "rule-out-incident", &on, none, Some(7), TODAY).await;
    assert_eq!(no(stale).0, 412);
    assert_eq!(no(desk.of(&lead(), "rule-out-incident", &enquiry, json!({"reason": "dull"})).await).0, 422);
    desk.of(&lead(), "rule-out-incident", &enquiry, json!({"reason": "no-data-concerned"})).await.unwrap();
    assert_eq!(desk.tasks(&lead(), TODAY).await, []);
    let more = json!({"text": "A second folder has come to light with patient lists, and they are not ours."});
    desk.of(&enquirer(), "add-message", &enquiry, more).await.unwrap();
    assert!(desk.tasks(&lead(), TODAY).await.iter().any(|(_, on)| *on == enquiry));
}

#[tokio::test]
async fn what_an_enquirer_says_when_they_reopen_is_heard_too() {
    let desk = Desk::open().await;
    let enquiry = desk.raise().await;
    desk.of(&triage(), "answer-enquiry", &enquiry, json!({"text": "See the list."})).await.unwrap();
    assert_eq!(desk.tasks(&lead(), TODAY).await, []);
    let reason = json!({"reason": "The laptop with the extract was stolen from our office."});
    desk.of(&enquirer(), "reopen-enquiry", &enquiry, reason).await.unwrap();
    assert_eq!(desk.shown(&lead(), &enquiry, TODAY).await["team"], "incident");
}

#[tokio::test]
async fn too_many_enquiries_of_one_address_within_the_hour_are_refused_and_leave_nothing() {
    let desk = Desk::open().await;
    let raise = async |email: &str, day| {
        let body = json!({"name": "E", "email": email, "topic": "other", "purpose_text": "Stroke data, please."});
        desk.ask(&Actor::public(), "raise-enquiry", &[], body, None, day).await
    };
    for _ in 0..20 {
        raise("many@quill.example", TODAY).await.unwrap();
    }
    let count = async || sqlx::query_scalar::<_, i64>("select count(*) from enquiries").fetch_one(&desk.pool).await;
    let before = count().await.unwrap();
    assert_eq!(no(raise("Many@Quill.example", TODAY).await), (429, "too-many-enquiries".to_owned()));
    assert_eq!(count().await.unwrap(), before);
    raise("another@quill.example", TODAY).await.unwrap();
    raise("many@quill.example", TODAY.tomorrow().unwrap()).await.unwrap();
    assert!(!desk_holds_address(&desk).await, "a hash alone is kept for counting");
}

async fn desk_holds_address(desk: &Desk) -> bool {
    let rows: Vec<String> =
        sqlx::query_scalar("select t::text from enquiries_raised t").fetch_all(&desk.pool).await.unwrap();
    rows.iter().any(|row| row.contains("quill"))
}

#[tokio::test]
async fn a_long_thread_answers_its_newest_part_and_leads_to_the_rest() {
    let desk = Desk::open().await;
    let enquiry = desk.raise().await;
    let long = "å".repeat(4000);
    for number in 1..=60 {
        let text = format!("{number} {}", &long[..7900]);
        desk.of(&enquirer(), "add-message", &enquiry, json!({"text": text})).await.unwrap();
    }
    let page = async |cursor: Option<&str>| {
        let mut params = vec![("reference", enquiry.as_str())];
        params.extend(cursor.map(|cursor| ("cursor", cursor)));
        desk.ask(&enquirer(), "get-enquiry", &params, Value::Null, None, TODAY).await.unwrap().body
    };
    let (mut seen, mut cursor, mut pages) = (Vec::new(), None::<String>, 0);
    loop {
        let body = page(cursor.as_deref()).await;
        assert!(body.to_string().len() < 512 * 1024);
        let numbers: Vec<i64> =
            body["messages"].as_array().unwrap().iter().map(|message| message["number"].as_i64().unwrap()).collect();
        seen.splice(0..0, numbers);
        pages += 1;
        match body["next"].as_str() {
            Some(next) => cursor = Some(next.to_owned()),
            None => break,
        }
    }
    assert_eq!(seen, (1..=60).collect::<Vec<_>>());
    assert!(pages > 1, "{pages}");
    let wrong = [("reference", enquiry.as_str()), ("cursor", "x")];
    assert_eq!(no(desk.ask(&enquirer(), "get-enquiry", &wrong, Value::Null, None, TODAY).await).0, 400);
}
