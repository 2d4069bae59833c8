//! Suspended, reinstated, terminated; conditions met; and who is told and shown what.

use dars_messages::facts::intake::MembershipGrantedV1;
use dars_vocabulary::{Actor, MembershipRole, StaffRole};
use jiff::civil::date;
use serde_json::{Value, json};

use crate::world::{
    APPLICANT, BODY, CONDITION, ISSUE_DAY, NIC, START, World, body_signatory, id, machine, officer, person, refused,
};

fn incident_lead() -> Actor {
    person("incident-lead", &[StaffRole::IncidentLead])
}

fn breach() -> Value {
    json!({"reason": "breach", "note": "A Zebulon analyst copied a file"})
}

async fn active() -> World {
    let world = World::signed().await;
    world.sweep(START).await;
    world
}

#[tokio::test]
async fn one_suspends_and_two_give_access_back() {
    let world = active().await;
    let done = world.act(incident_lead(), "suspend-agreement", breach(), START).await.unwrap();
    assert_eq!((&done.body["state"], &done.body["status"]), (&json!("SUSPENDED"), &json!("SUSPENDED")));
    let why = json!({"reason": "The Zebulon drive was wiped"});
    let first = world.act(incident_lead(), "reinstate-agreement", why.clone(), START).await.unwrap();
    assert_eq!(first.body["waits_for_second_person"], json!(true));
    let alone = world.act(incident_lead(), "reinstate-agreement", why.clone(), START).await;
    assert_eq!(refused(alone), (403, "second-person-needed".to_owned()));
    assert_eq!(world.count("agreement_reinstated").await, 0, "a proposal is told to nobody");
    let waiting = world.tasks(officer(), START).await;
    assert!(waiting.iter().any(|(what, _)| what == "confirm-reinstatement"), "{waiting:?}");
    assert_eq!(world.tasks(incident_lead(), START).await, [], "nobody confirms what they proposed");
    let second = world.act(officer(), "reinstate-agreement", why, START).await.unwrap();
    assert_eq!((&second.body["status"], &second.body["waits_for_second_person"]), (&json!("ACTIVE"), &json!(false)));
    let told = world.outbox().await;
    assert_eq!(told[told.len() - 2..], ["agreement_suspended", "agreement_reinstated"]);
    world.is_sound().await;
}

#[tokio::test]
async fn the_note_of_a_suspension_is_for_staff_alone_and_told_to_nobody() {
    let world = active().await;
    world.act(incident_lead(), "suspend-agreement", breach(), START).await.unwrap();
    let seen = |actor| async { world.get(actor, START).await.unwrap().body["suspension"].clone() };
    assert_eq!(seen(officer()).await["note"], "A Zebulon analyst copied a file");
    assert_eq!(seen(person("lead", &[])).await, json!({"reason": "breach", "on": START}));
    let body: Vec<u8> =
        sqlx::query_scalar("select body from outbox order by id desc limit 1").fetch_one(&world.pool).await.unwrap();
    let fact: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(fact, json!({"nic": NIC, "version": "v1.0", "organisation": APPLICANT, "reason": "breach"}));
}

#[tokio::test]
async fn acts_on_an_agreement_need_the_role_the_version_and_a_person() {
    let world = active().await;
    let etag = world.version_of().await;
    let ask =
        |actor: Actor, if_match| world.ask(actor, "suspend-agreement", &[("nic", NIC)], breach(), if_match, START);
    assert_eq!(refused(ask(incident_lead(), None).await), (428, "if-match-missing".to_owned()));
    assert_eq!(refused(ask(incident_lead(), Some(etag + 1)).await), (412, "changed-meanwhile".to_owned()));
    assert_eq!(refused(ask(person("lead", &[]), Some(etag)).await), (403, "role-to-suspend-needed".to_owned()));
    assert_eq!(refused(ask(person("stranger", &[]), Some(etag)).await), (404, "agreement-not-found".to_owned()));
    assert_eq!(refused(ask(machine(), Some(etag)).await), (403, "person-needed".to_owned()));
    assert_eq!(refused(ask(Actor::public(), Some(etag)).await), (401, "sign-in-needed".to_owned()));
    let odd = world.act(incident_lead(), "suspend-agreement", json!({"reason": "whim"}), START).await;
    assert_eq!(refused(odd), (422, "value-not-acceptable".to_owned()));
    assert_eq!(world.version_of().await, etag, "none of it changed anything");
}

#[tokio::test]
async fn a_terminated_agreement_is_over_at_once() {
    let world = active().await;
    let day = date(2026, 6, 1);
    let body = json!({"reason": "breach", "note": "Twice in a Zebulon year"});
    let done = world.act(officer(), "terminate-agreement", body, day).await.unwrap();
    assert_eq!(done.body["status"], "DESTRUCTION_DUE");
    let told = world.outbox().await;
    assert_eq!(told[told.len() - 2..], ["agreement_terminated", "destruction_due"]);
    let shown = world.get(person("host", &[]), day).await.unwrap().body;
    assert_eq!((&shown["ended"]["reason"], &shown["destruction"]["due_on"]), (&json!("breach"), &json!("2026-07-01")));
    let row: (Option<jiff_sqlx::Date>, bool) =
        sqlx::query_as("select ended_on, suspended from agreements").fetch_one(&world.pool).await.unwrap();
    assert_eq!((row.0.map(jiff_sqlx::Date::to_jiff), row.1), (Some(day), false));
    world.is_sound().await;
}

#[tokio::test]
async fn a_special_condition_comes_with_the_decision_and_an_officer_accepts_that_it_is_met() {
    let world = active().await;
    let shown = world.get(person("lead", &[]), START).await.unwrap().body;
    assert_eq!(shown["document"]["special_conditions"][0]["text"], CONDITION);
    assert_eq!(shown["conditions"][0]["due"], "2026-06-30");
    assert_eq!(world.tasks(officer(), START).await, [("check-condition".to_owned(), json!("2026-06-30"))]);
    let evidence = json!({"evidence": "The Zebulon office's last report"});
    let by_lead = world.act(person("lead", &[]), "meet-condition", evidence.clone(), START).await;
    assert_eq!(refused(by_lead), (403, "case-officer-needed".to_owned()));
    world.act(officer(), "meet-condition", evidence.clone(), START).await.unwrap();
    assert_eq!(refused(world.act(officer(), "meet-condition", evidence, START).await).0, 409);
    assert_eq!(world.count("condition_met").await, 1);
    assert_eq!(world.tasks(officer(), START).await, []);
    world.is_sound().await;
}

#[tokio::test]
async fn what_waits_for_whom_follows_the_agreement() {
    let world = World::drafted().await;
    assert_eq!(world.tasks(officer(), ISSUE_DAY).await, [("issue-agreement".to_owned(), Value::Null)]);
    let reply = world.issue(officer(), world.version_of().await).await.unwrap();
    let sha256 = reply.body["sha256"].as_str().unwrap();
    assert_eq!(reply.body["void_on"], "2026-05-11");
    let sign = [("sign-agreement".to_owned(), json!("2026-05-11"))];
    assert_eq!(world.tasks(person("signatory", &[]), ISSUE_DAY).await, sign);
    assert_eq!(world.tasks(body_signatory(), ISSUE_DAY).await, sign);
    for nobody in [officer(), person("lead", &[]), person("host", &[]), person("stranger", &[])] {
        assert_eq!(world.tasks(nobody, ISSUE_DAY).await, []);
    }
    world.sign(person("signatory", &[]), "organisation", APPLICANT, sha256, ISSUE_DAY).await.unwrap();
    assert_eq!(world.tasks(person("signatory", &[]), ISSUE_DAY).await, []);
    world.sign(body_signatory(), "body", BODY, sha256, ISSUE_DAY).await.unwrap();
    assert_eq!(world.tasks(body_signatory(), ISSUE_DAY).await, []);
}

#[tokio::test]
async fn a_role_that_ended_acts_no_more() {
    let world = active().await;
    let ended = MembershipGrantedV1 {
        organisation: APPLICANT.parse().unwrap(),
        person: id("lead"),
        roles: vec![MembershipRole::Lead],
        from: date(2026, 1, 1),
        until: Some(START),
    };
    world.hears(&ended, START).await;
    let later = world.get(person("lead", &[]), START.tomorrow().unwrap()).await;
    assert_eq!(refused(later), (404, "agreement-not-found".to_owned()));
}
