//! Papers and the files behind them: attached once, carried over with the paper, missed by the check where they are not.

use std::net::TcpListener;

use dars_bus::chain::{hex, sha256};
use serde_json::{Value, json};

use crate::{
    application_desk::collaborator,
    desk::{Desk, TODAY, no, officer},
    setting::lead,
};

const CONSENT: &[u8] = b"You agree that your records are followed.\n";

fn evidence(papers: &[(&str, &[u8])]) -> Value {
    let items = papers
        .iter()
        .map(|(reference, bytes)| json!({"title": "A paper", "reference": reference, "sha256": hex(&sha256(bytes))}));
    json!({"items": items.collect::<Vec<_>>()})
}

fn consent() -> Value {
    json!({"reference": "CONSENT/3", "sha256": hex(&sha256(CONSENT))})
}

/// Where the findings about papers without a file point.
fn missed(reply: &Value) -> Vec<&str> {
    let findings = reply["findings"].as_array().unwrap().iter();
    let ours = findings.filter(|found| found["code"] == "paper-not-attached");
    ours.inspect(|found| assert_eq!((&found["severity"], &found["stage"]), (&json!("warning"), &json!("approve"))))
        .map(|found| found["pointer"].as_str().unwrap())
        .collect()
}

impl Desk {
    async fn missed_files(&self, nic: &str) -> Vec<String> {
        let reply = self.ask(&lead(), "check-application", &[("nic", nic)], Value::Null, None, TODAY).await.unwrap();
        missed(&reply.body).into_iter().map(str::to_owned).collect()
    }

    async fn take_over(&self, nic: &str) -> Value {
        self.at(&lead(), "take-over-evidence", nic, consent(), TODAY).await.unwrap().body["attached"].clone()
    }
}

#[tokio::test]
async fn a_paper_whose_file_is_not_attached_is_missed_and_stops_nothing() {
    let desk = Desk::for_applications().await;
    let nic = desk.complete().await;
    let both = evidence(&[("CONSENT/3", CONSENT), ("SHEET/3", b"What the study is about.")]);
    let saved = desk.save(&nic, "evidence", both, TODAY).await.unwrap().body;
    assert_eq!(missed(&saved), ["/evidence/items/0/sha256", "/evidence/items/1/sha256"]);
    desk.attach(&nic, "consent.txt", CONSENT).await.unwrap();
    assert_eq!(desk.missed_files(&nic).await, ["/evidence/items/1/sha256"]);
    desk.at(&lead(), "submit-application", &nic, json!({}), TODAY).await.unwrap();
    let seen = desk.ask(&officer(), "check-application", &[("nic", &nic)], Value::Null, None, TODAY).await.unwrap();
    assert_eq!(missed(&seen.body), ["/evidence/items/1/sha256"], "who reviews is told as well");
}

#[tokio::test]
async fn a_papers_file_goes_with_it_into_the_next_application_and_is_stored_once() {
    let desk = Desk::for_applications().await;
    let nic = desk.complete().await;
    desk.attach(&nic, "consent.txt", CONSENT).await.unwrap();
    desk.save(&nic, "evidence", evidence(&[("CONSENT/3", CONSENT), ("SHEET/3", b"not attached")]), TODAY)
        .await
        .unwrap();
    let listed = desk.ask(&lead(), "list-evidence", &[("id", "NORTHMERE")], Value::Null, None, TODAY).await.unwrap();
    let attached: Vec<&Value> =
        listed.body["items"].as_array().unwrap().iter().map(|paper| &paper["attached"]).collect();
    assert_eq!(attached, [&json!(true), &json!(false)]);

    let next = desk.converted("accepted").await;
    for _ in 0..2 {
        assert_eq!(desk.take_over(&next).await, true);
    }
    let [file] = desk.files(&lead(), &next).await.try_into().unwrap();
    assert_eq!((&file["name"], &file["added_by_you"]), (&json!("consent.txt"), &json!(true)));
    assert!(desk.read(&lead(), &next, "1").await.unwrap() == CONSENT);
    assert_eq!(desk.missed_files(&next).await, Vec::<String>::new());
    assert_eq!(desk.rows("select count(*) from files").await, 1);

    // Taken out, it is missed, and comes back as another attachment.
    desk.of_file(&lead(), "remove-attachment", &next, "1", json!({})).await.unwrap();
    assert_eq!(desk.missed_files(&next).await, ["/evidence/items/0/sha256"]);
    assert_eq!(desk.take_over(&next).await, true);
    assert!(desk.read(&lead(), &next, "2").await.unwrap() == CONSENT);

    // Forgotten in one application, it stands in the other; a paper of which no byte is left is listed alone.
    desk.redact("attachments", &nic, "attachment_added").await;
    assert!(desk.read(&lead(), &next, "2").await.unwrap() == CONSENT);
    desk.of_file(&lead(), "remove-attachment", &next, "2", json!({})).await.unwrap();
    assert_eq!(desk.rows("select count(*) from files").await, 0);
    assert_eq!(desk.take_over(&next).await, false);
}

#[tokio::test]
async fn nhs_numbers_in_a_file_that_is_taken_over_are_explained_anew() {
    const TABLE: &[u8] = b"An invented one: 943 476 5919\n";
    let desk = Desk::for_applications().await;
    let nic = desk.complete().await;
    desk.attach(&nic, "example.txt", TABLE).await.unwrap();
    let why = json!({"pointer": "/attachments/1", "reason": "invented-example"});
    desk.of_files(&lead(), "explain-finding", &nic, why).await.unwrap();
    desk.save(&nic, "evidence", evidence(&[("EXAMPLE/1", TABLE)]), TODAY).await.unwrap();
    let next = desk.converted("accepted").await;
    let wanted = json!({"reference": "EXAMPLE/1", "sha256": hex(&sha256(TABLE))});
    desk.at(&lead(), "take-over-evidence", &next, wanted, TODAY).await.unwrap();
    let [file] = desk.files(&lead(), &next).await.try_into().unwrap();
    assert_eq!((&file["nhs_numbers"], &file["explained"]), (&json!(1), &Value::Null));
}

#[tokio::test]
async fn what_waits_for_the_scanner_is_not_taken_over() {
    // Nothing listens there: all waits.
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let scanner = json!(format!("tcp://{closed}"));
    let desk = Desk::for_applications_with(|settings| settings.service["scanner"]["clamd"] = scanner).await;
    let nic = desk.complete().await;
    desk.shared(&nic).await;
    desk.attach_by(&collaborator(), &nic, "consent.txt", CONSENT).await.unwrap();
    desk.save(&nic, "evidence", evidence(&[("CONSENT/3", CONSENT)]), TODAY).await.unwrap();
    let next = desk.converted("accepted").await;
    assert_eq!(desk.take_over(&next).await, false);
    assert_eq!(desk.files(&lead(), &next).await, Vec::<Value>::new());
    let late = desk.at(&officer(), "take-over-evidence", &next, consent(), TODAY).await;
    assert_eq!(no(late).0, 403);
}
