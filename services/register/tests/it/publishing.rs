//! The publisher's sign-off, and what V33 says to it.

use dars_messages::facts::contracts::AgreementDocument;
use dars_vocabulary::{Actor, ActorKind, DocumentVersion, StaffRole};
use serde_json::{Value, json};

use crate::world::{NIC, START, TODAY, World, activated, document, person, publisher, refused, version, version_of};

#[tokio::test]
async fn the_publisher_publishes_what_is_pending_once() {
    let world = World::pending().await;
    let etag = world.etag().await;
    let reply = world.publish(publisher(), etag, true).await.unwrap();
    assert_eq!(reply.body, json!({"nic": NIC, "version": "v1.0", "state": "PUBLISHED", "published_on": TODAY}));
    assert_eq!(reply.etag, Some(etag + 1));
    assert_eq!(refused(world.publish(publisher(), etag + 1, true).await), (409, "already-published".to_owned()));
    assert_eq!(world.outbox().await, ["entry_pending", "entry_published"]);
    world.is_sound().await;
}

#[tokio::test]
async fn what_v33_finds_is_refused_field_by_field_and_told_beforehand() {
    let world = World::empty().await;
    let mut bad: AgreementDocument = document();
    bad.content.title = Some("Test record please ignore".to_owned());
    bad.content.purpose.as_mut().unwrap().lay_summary = "Write to someone@north.example.".to_owned();
    bad.content.data_sets.as_mut().unwrap().requests[0].dataset = "unheard-of".to_owned();
    world.hears(&version_of(bad), START).await;
    world.hears(&activated(), START).await;

    let pointers = |findings: &Value| -> Vec<String> {
        findings.as_array().unwrap().iter().map(|found| found["pointer"].as_str().unwrap().to_owned()).collect()
    };
    let expected = ["/title", "/purpose/lay_summary", "/data_sets/requests/0/dataset"];
    let listed = world.list(publisher(), "list-pending").await;
    assert_eq!(pointers(&listed[0]["findings"]), expected);

    let problem = world.publish(publisher(), world.etag().await, false).await.unwrap_err();
    assert_eq!((problem.status, problem.code.as_str()), (422, "rules-not-met"));
    let refused: Vec<&str> = problem.errors.iter().map(|error| error.pointer.as_str()).collect();
    assert_eq!(refused[..3], expected);
    assert_eq!(refused[3], "/no_personal_names");
    assert_eq!(world.stage(DocumentVersion::FIRST_ISSUE).await, "PENDING");
}

#[tokio::test]
async fn only_a_publisher_who_read_the_present_entry_publishes() {
    let world = World::pending().await;
    let etag = world.etag().await;
    let code = |code: &str| code.to_owned();
    assert_eq!(refused(world.publish(publisher(), etag + 1, true).await), (412, code("changed-meanwhile")));
    let body = json!({"no_personal_names": true});
    let without = world.ask(publisher(), "publish-entry", &[("nic", NIC)], body.clone(), None, TODAY).await;
    assert_eq!(refused(without), (428, code("if-match-missing")));
    let officer = person("officer", &[StaffRole::CaseOfficer]);
    assert_eq!(refused(world.publish(officer, etag, true).await), (403, code("register-publisher-needed")));
    assert_eq!(refused(world.publish(Actor::public(), etag, true).await), (401, code("sign-in-needed")));
    let machine = Actor { kind: ActorKind::Machine, ..publisher() };
    assert_eq!(refused(world.publish(machine, etag, true).await), (403, code("person-needed")));
    let unknown = [("nic", "DARS-NIC-900102-K4T7Q")];
    let unknown = world.ask(publisher(), "publish-entry", &unknown, body, Some(1), TODAY).await;
    assert_eq!(refused(unknown), (404, code("entry-not-found")));
    assert_eq!(world.etag().await, etag, "none of it changed anything");
}

#[tokio::test]
async fn a_stranger_cannot_tell_an_entry_that_waits_from_one_that_is_not_there() {
    let (there, nowhere) = (World::pending().await, World::empty().await);
    for etag in [1, 2, 99] {
        let refusal = refused(there.publish(person("stranger", &[]), etag, true).await);
        assert_eq!(refusal, (404, "entry-not-found".to_owned()));
        assert_eq!(refusal, refused(nowhere.publish(person("stranger", &[]), etag, true).await));
    }
}

#[tokio::test]
async fn what_is_not_in_force_is_not_published() {
    let world = World::empty().await;
    world.hears(&version(), START).await;
    assert_eq!(refused(world.publish(publisher(), 1, true).await), (409, "agreement-not-in-force".to_owned()));
}

#[tokio::test]
async fn a_body_that_is_not_a_sign_off_changes_nothing() {
    let world = World::pending().await;
    let etag = world.etag().await;
    for (body, status) in [
        (json!({"no_personal_names": true, "colour": "red"}), 400),
        (json!({"no_personal_names": "yes"}), 400),
        (json!({}), 400),
        (json!([true]), 400),
        (Value::Null, 400),
        (json!({"no_personal_names": true, "version": 1}), 400),
        (json!({"no_personal_names": true, "version": "one"}), 400),
        (json!({"no_personal_names": true, "version": "v9.9"}), 404),
    ] {
        let asked = world.ask(publisher(), "publish-entry", &[("nic", NIC)], body.clone(), Some(etag), TODAY).await;
        assert_eq!(refused(asked).0, status, "{body}");
    }
    assert_eq!(world.etag().await, etag);
    assert_eq!(world.outbox().await, ["entry_pending"]);
}
