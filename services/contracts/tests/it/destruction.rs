//! After the end: certificates, their judgement, closing; late sweeps and redaction.

use dars_vocabulary::{Actor, london_midnight};
use jiff::civil::{Date, date};
use serde_json::json;

use crate::world::{APPLICANT, CONTRACT_EXPIRING, END, NIC, PROCESSOR, World, machine, officer, person, refused};

const DAY: Date = date(2027, 3, 10);

async fn expired() -> World {
    let world = World::signed().await;
    world.sweep(END.tomorrow().unwrap()).await;
    world
}

fn lead() -> Actor {
    person("lead", &[])
}

fn host() -> Actor {
    person("host", &[])
}

#[tokio::test]
async fn the_certificates_of_all_parties_close_the_agreement() {
    let world = expired().await;
    let due = [("send-certificate".to_owned(), json!("2027-04-01"))];
    assert_eq!(world.tasks(lead(), DAY).await, due);
    assert_eq!(world.tasks(host(), DAY).await, due);
    let first = world.certify(lead(), &[APPLICANT], DAY, DAY).await.unwrap();
    let certificate = first.body["certificate"].as_str().unwrap().to_owned();
    assert_eq!((first.status, certificate.as_str()), (201, "DDC-2027-000001"));
    assert_eq!((world.tasks(lead(), DAY).await, world.tasks(host(), DAY).await.len()), (vec![], 1));
    assert_eq!(world.tasks(officer(), DAY).await[0].0, "judge-certificate");

    world.judge(officer(), "query-certificate", &certificate, DAY).await.unwrap();
    assert_eq!(world.tasks(lead(), DAY).await, due, "a question waits for an answer");
    world.judge(officer(), "accept-certificate", &certificate, DAY).await.unwrap();
    let second = world.certify(host(), &[PROCESSOR], DAY, DAY).await.unwrap();
    let second = second.body["certificate"].as_str().unwrap().to_owned();
    let closed = world.judge(officer(), "accept-certificate", &second, DAY).await.unwrap();
    assert_eq!(closed.body["status"], "CLOSED");
    let told = world.outbox().await;
    assert_eq!(
        told[told.len() - 6..],
        [
            "certificate_submitted",
            "certificate_queried",
            "certificate_accepted",
            "certificate_submitted",
            "certificate_accepted",
            "agreement_closed"
        ]
    );
    assert_eq!(
        (world.next_due().await, world.tasks(host(), DAY).await),
        (Some(london_midnight(CONTRACT_EXPIRING)), vec![])
    );
    world.is_sound().await;
}

#[tokio::test]
async fn it_closes_when_the_last_backup_is_cleared_and_the_sweep_may_be_late() {
    let world = expired().await;
    let cleared = date(2027, 5, 20);
    let reply = world.certify(lead(), &[APPLICANT, PROCESSOR], cleared, DAY).await.unwrap();
    let certificate = reply.body["certificate"].as_str().unwrap().to_owned();
    let done = world.judge(officer(), "accept-certificate", &certificate, DAY).await.unwrap();
    assert_eq!(done.body["status"], "DESTRUCTION_DUE");
    assert_eq!(world.next_due().await, Some(london_midnight(cleared)));
    assert_eq!(world.get(officer(), cleared).await.unwrap().body["status"], "CLOSED", "whatever was told");
    let late = date(2027, 9, 1);
    assert_eq!((world.sweep(late).await, world.sweep(late).await), (1, 0));
    assert_eq!((world.count("agreement_closed").await, world.count("destruction_overdue").await), (1, 0));
}

#[tokio::test]
async fn a_certificate_is_declared_and_judged_by_the_right_people() {
    let world = expired().await;
    let code = |code: &str| code.to_owned();
    let certify = |actor, parties: &'static [&str]| world.certify(actor, parties, DAY, DAY);
    assert_eq!(refused(certify(host(), &[APPLICANT]).await), (403, code("role-to-certify-needed")));
    assert_eq!(refused(certify(lead(), &["OTHER"]).await), (422, code("party-not-covered")));
    assert_eq!(refused(certify(person("stranger", &[]), &[APPLICANT]).await), (404, code("agreement-not-found")));
    assert_eq!(refused(certify(machine(), &[APPLICANT]).await), (403, code("person-needed")));
    let reply = certify(lead(), &[APPLICANT]).await.unwrap();
    let certificate = reply.body["certificate"].as_str().unwrap();
    assert_eq!(
        refused(world.judge(lead(), "accept-certificate", certificate, DAY).await),
        (403, code("case-officer-needed"))
    );
    let unknown = world.judge(officer(), "accept-certificate", "DDC-2027-000999", DAY).await;
    assert_eq!(refused(unknown), (404, code("certificate-not-found")));
    let params = [("nic", NIC), ("certificate", certificate)];
    let without = world.ask(officer(), "accept-certificate", &params, json!({}), None, DAY).await;
    assert_eq!(refused(without), (428, code("if-match-missing")));
    let silent =
        world.ask(officer(), "query-certificate", &params, json!({}), Some(world.version_of().await), DAY).await;
    assert_eq!(refused(silent), (422, code("text-missing")));
}

#[tokio::test]
async fn what_people_wrote_is_shown_to_the_covered_party_and_staff_and_can_be_forgotten() {
    let world = expired().await;
    let reply = world.certify(lead(), &[APPLICANT], DAY, DAY).await.unwrap();
    let certificate = reply.body["certificate"].as_str().unwrap().to_owned();
    world.judge(officer(), "query-certificate", &certificate, DAY).await.unwrap();
    let seen = |actor| async { world.get(actor, DAY).await.unwrap().body["destruction"]["certificates"][0].clone() };
    assert_eq!(seen(lead()).await["query"], "Which of the Zebulon tapes?");
    assert_eq!(seen(officer()).await["exceptions"], "One Zebulon tape in the safe");
    let to_the_processor = seen(host()).await;
    assert!(to_the_processor["query"].is_null() && to_the_processor["declared_as"].is_null());

    for words in ["Zebulon tape in the safe", "Which of the Zebulon tapes?", "Zebulon data manager"] {
        assert!(world.contains(words).await, "the search would find it");
    }
    let meta = dars_bus::Meta {
        actor: Actor::system("contracts"),
        now: crate::world::noon(DAY),
        technical_now: crate::world::technical_now(),
        request_id: dars_bus::ids::fresh(),
        traceparent: None,
    };
    let last: i64 = sqlx::query_scalar("select max(number) from journal where reference = $1")
        .bind(NIC)
        .fetch_one(&world.pool)
        .await
        .unwrap();
    let mut tx = world.pool.begin().await.unwrap();
    for number in [last - 1, last] {
        world.parts.redact.redact(&mut tx, &meta, "agreement", NIC, number, "test").await.unwrap();
    }
    tx.commit().await.unwrap();
    for words in ["Zebulon tape in the safe", "Which of the Zebulon tapes?", "Zebulon data manager"] {
        assert!(!world.contains(words).await, "{words}");
    }
    world.is_sound().await;
    assert_eq!(world.judge(officer(), "accept-certificate", &certificate, DAY).await.unwrap().status, 200);
}
