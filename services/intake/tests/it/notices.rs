//! The page that an application names as its privacy notice: whom it is told, and what becomes of the answer. And the
//! organisations that its purpose names.

use dars_bus::ids;
use dars_messages::{Outgoing, Owner, facts::notification::PrivacyNoticeCheckedV1};
use serde_json::{Value, json};

use crate::{
    desk::{Desk, TODAY},
    setting::lead,
};

const PAGE: &str = "https://northmere.example/privacy/strokes";

impl Desk {
    /// The pages that were told of, in order; `None` where one was forgotten.
    async fn named(&self) -> Vec<Option<String>> {
        self.bodies().await.iter().map(|body| body["url"].as_str().map(str::to_owned)).collect()
    }

    async fn bodies(&self) -> Vec<Value> {
        let rows: Vec<Vec<u8>> = sqlx::query_scalar(
            "select body from outbox where split_part(subject, '.', 3) = 'privacy_notice_named' order by id",
        )
        .fetch_all(&self.pool)
        .await
        .unwrap();
        rows.iter().map(|body| serde_json::from_slice(body).unwrap()).collect()
    }

    async fn names_page(&self, nic: &str, url: &str) {
        self.save(nic, "privacy-notice", json!({"url": url, "confirmed": true}), TODAY).await.unwrap();
    }

    /// What notification answers to what was asked last.
    async fn answer_of(&self, nic: &str, live: bool) -> Outgoing {
        let asked = self.bodies().await.pop().unwrap();
        Outgoing::fact(&PrivacyNoticeCheckedV1 {
            nic: nic.parse().unwrap(),
            url_sha256: asked["url_sha256"].as_str().unwrap().to_owned(),
            live,
            code: if live { "live" } else { "not-found" }.to_owned(),
            checked_on: TODAY,
        })
    }

    /// What the rule says, as codes.
    async fn said_by(&self, rule: &str, nic: &str) -> Vec<String> {
        let reply = self.ask(&lead(), "check-application", &[("nic", nic)], Value::Null, None, TODAY).await.unwrap();
        let findings = reply.body["findings"].as_array().unwrap().clone();
        let of = findings.iter().filter(|found| found["rule"] == rule);
        of.map(|found| found["code"].as_str().unwrap().to_owned()).collect()
    }
}

#[tokio::test]
async fn a_page_is_told_once_when_it_is_named_and_again_when_it_is_another_or_was_dead() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("accepted").await;
    desk.names_page(&nic, PAGE).await;
    desk.names_page(&nic, PAGE).await;
    desk.names_page(&nic, &format!(" {PAGE} ")).await;
    desk.save(&nic, "outputs", json!({"expected": "A paper."}), TODAY).await.unwrap();
    assert_eq!(desk.named().await, [Some(PAGE.to_owned())]);
    desk.tell(Owner::Notification, desk.answer_of(&nic, true).await, TODAY).await;
    desk.names_page(&nic, PAGE).await;
    assert_eq!(desk.named().await.len(), 1, "it opened: nobody needs to look again");
    desk.tell(Owner::Notification, desk.answer_of(&nic, false).await, TODAY).await;
    desk.names_page(&nic, PAGE).await;
    assert_eq!(desk.named().await.len(), 2, "it was dead: looked at again");
    desk.names_page(&nic, "https://northmere.example/other").await;
    assert_eq!(desk.named().await.len(), 3);
    for nothing in ["", "northmere", "http://northmere.example/", "javascript:alert(1)"] {
        desk.names_page(&nic, nothing).await;
    }
    assert_eq!(desk.named().await.len(), 3, "nobody is sent to what is no address");
}

#[tokio::test]
async fn what_the_last_look_found_is_what_the_rule_says() {
    let desk = Desk::for_applications().await;
    let nic = desk.complete().await;
    assert_eq!(desk.said_by("V27", &nic).await, ["privacy-notice-unchecked"]);
    let dead = desk.answer_of(&nic, false).await;
    let event = ids::fresh();
    desk.hear(event, Owner::Notification, dead.clone(), TODAY).await.unwrap();
    desk.hear(event, Owner::Notification, dead.clone(), TODAY).await.unwrap();
    assert_eq!(desk.said_by("V27", &nic).await, ["privacy-notice-dead"]);
    let refused = desk.at(&lead(), "submit-application", &nic, json!({}), TODAY).await.unwrap_err();
    assert_eq!((refused.status, refused.code.as_str()), (422, "rules-not-met"));
    assert!(refused.errors.iter().any(|error| error.pointer == "/privacy_notice/url"), "{:?}", refused.errors);
    // Another page: what is heard late of the one before says nothing of it.
    desk.names_page(&nic, PAGE).await;
    desk.tell(Owner::Notification, dead, TODAY).await;
    assert_eq!(desk.said_by("V27", &nic).await, ["privacy-notice-unchecked"]);
    desk.tell(Owner::Notification, desk.answer_of(&nic, true).await, TODAY).await;
    assert_eq!(desk.said_by("V27", &nic).await, [""; 0]);
    desk.at(&lead(), "submit-application", &nic, json!({}), TODAY).await.unwrap();
    let last = desk.named().await.pop().flatten();
    assert_eq!(last.as_deref(), Some(PAGE), "looked at anew for those who review");
    // It goes dead after the submission.
    desk.tell(Owner::Notification, desk.answer_of(&nic, false).await, TODAY).await;
    assert_eq!(desk.said_by("V27", &nic).await, ["privacy-notice-dead"]);
}

#[tokio::test]
async fn every_address_that_was_told_is_forgotten_with_a_redaction() {
    let desk = Desk::for_applications().await;
    let nic = desk.complete().await;
    desk.names_page(&nic, PAGE).await;
    desk.at(&lead(), "submit-application", &nic, json!({}), TODAY).await.unwrap();
    assert!(desk.named().await.len() >= 3);
    desk.redact("application", &nic, "application_submitted").await;
    assert!(desk.named().await.iter().all(Option::is_none), "{:?}", desk.bodies().await);
    assert!(!desk.contains("northmere.example/privacy").await);
    let told: Vec<Vec<u8>> =
        sqlx::query_scalar("select body from outbox where split_part(subject, '.', 3) = 'redacted' order by id")
            .fetch_all(&desk.pool)
            .await
            .unwrap();
    let events: usize = told
        .iter()
        .map(|body| serde_json::from_slice::<Value>(body).unwrap()["events"].as_array().unwrap().len())
        .sum();
    assert!(events >= 4, "the submission and each page: {events}");
    // A fact of a time before it comes late.
    let late = PrivacyNoticeCheckedV1 {
        nic: nic.parse().unwrap(),
        url_sha256: "0".repeat(64),
        live: false,
        code: "not-found".to_owned(),
        checked_on: TODAY,
    };
    desk.tell(Owner::Notification, Outgoing::fact(&late), TODAY).await;
}

#[tokio::test]
async fn an_organisation_that_the_purpose_names_is_a_party() {
    let desk = Desk::for_applications().await;
    let nic = desk.complete().await;
    let organisation = |name: &str| json!({"id": "GRIDLOCK", "name": name, "organisation_type": "supplier-it"});
    desk.fixture("fixture-organisation", organisation("Gridlock Hosting Ltd")).await;
    assert_eq!(desk.said_by("V28", &nic).await, [""; 0]);
    let purpose = |objective: &str| {
        json!({"objective": objective, "processing_activities": "Records are linked.",
            "lay_summary": "We follow people.", "direct_care": false, "uses": ["research"]})
    };
    desk.save(&nic, "purpose", purpose("We ask GRIDLOCK hosting to keep it."), TODAY).await.unwrap();
    assert_eq!(desk.said_by("V28", &nic).await, ["organisation-not-listed"]);
    desk.save(&nic, "purpose", purpose("Northmere University alone keeps it."), TODAY).await.unwrap();
    assert_eq!(desk.said_by("V28", &nic).await, [""; 0], "a party");
}
