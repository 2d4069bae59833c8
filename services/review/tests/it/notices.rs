//! How the last look at a privacy notice went, as `notification` tells it: shown beside the case, and stopping nothing.

use dars_bus::chain;
use dars_messages::facts::{intake::OrganisationRegisteredV1, notification::PrivacyNoticeCheckedV1};
use dars_vocabulary::code::OrganisationType;
use serde_json::{Value, json};

use crate::desk::{Desk, FIRST, content, nic, olu, told, version_told};

const PAGE: &str = "https://northmere.example/privacy";

fn looked(event: u128, url: &str, live: bool) -> dars_bus::Told {
    let fact = PrivacyNoticeCheckedV1 {
        nic: nic(),
        url_sha256: chain::hex(&chain::sha256(url.as_bytes())),
        live,
        code: if live { "live" } else { "not-found" }.to_owned(),
        checked_on: "2026-11-20".parse().unwrap(),
    };
    told(&fact, event, "2026-11-20T09:00:00Z")
}

impl Desk {
    async fn with_notice() -> Self {
        let desk = Self::open().await;
        let mut content = content(&[]);
        content.privacy_notice = serde_json::from_value(json!({"url": PAGE, "confirmed": true})).unwrap();
        content.purpose.as_mut().unwrap().objective = "Gridlock Hosting keeps the records.".to_owned();
        desk.hear(&version_told(1, FIRST, content)).await.unwrap();
        desk
    }

    /// What the rule says of the case, as codes.
    async fn said_by(&self, rule: &str) -> Vec<Value> {
        let case = self.get(&olu()).await.unwrap().body;
        let findings = case["findings"].as_array().unwrap().clone();
        findings.into_iter().filter(|found| found["rule"] == rule).map(|found| found["code"].clone()).collect()
    }
}

#[tokio::test]
async fn a_page_that_went_dead_after_the_submission_is_shown_with_its_case() {
    let desk = Desk::with_notice().await;
    assert_eq!(desk.said_by("V27").await, ["privacy-notice-unchecked"]);
    let live = looked(7, PAGE, true);
    desk.hear(&live).await.unwrap();
    desk.hear(&live).await.unwrap();
    assert_eq!(desk.said_by("V27").await, [""; 0]);
    desk.hear(&looked(8, PAGE, false)).await.unwrap();
    assert_eq!(desk.said_by("V27").await, ["privacy-notice-dead"]);
    // The applicant names another page, which this version does not.
    desk.hear(&looked(9, "https://northmere.example/other", true)).await.unwrap();
    assert_eq!(desk.said_by("V27").await, ["privacy-notice-dead"]);
}

#[tokio::test]
async fn a_look_that_is_told_before_its_case_counts() {
    let desk = Desk::open().await;
    desk.hear(&looked(7, PAGE, false)).await.unwrap();
    let mut content = content(&[]);
    content.privacy_notice = serde_json::from_value(json!({"url": PAGE, "confirmed": true})).unwrap();
    desk.hear(&version_told(1, FIRST, content)).await.unwrap();
    assert_eq!(desk.said_by("V27").await, ["privacy-notice-dead"]);
}

#[tokio::test]
async fn an_organisation_that_the_purpose_names_is_a_party_under_any_name_it_ever_had() {
    let desk = Desk::with_notice().await;
    assert_eq!(desk.said_by("V28").await, [""; 0]);
    for (event, name) in [(21, "Gridlock Hosting Ltd"), (22, "Gridlock Worldwide plc")] {
        let fact = OrganisationRegisteredV1 {
            organisation: "GRIDLOCK".parse().unwrap(),
            name: name.to_owned(),
            organisation_type: OrganisationType::SupplierIt,
        };
        desk.hear(&told(&fact, event, "2026-11-20T09:00:00Z")).await.unwrap();
    }
    assert_eq!(desk.said_by("V28").await, ["organisation-not-listed"]);
}
