//! N11 and N19: all signatories at once; only those are chased whose organisation has not signed.

use dars_bus::Told;
use dars_messages::facts::contracts::{
    AgreementSignatureRecordedV1, AgreementTerminatedV1, AgreementVoidedV1, FrameworkContractEnd,
    FrameworkContractEndedV1, FrameworkContractIssuedV1, FrameworkContractSignatureRecordedV1, Side,
};
use dars_vocabulary::{OrganisationId, code::TerminationReason};
use jiff::civil::date;

use crate::{
    house::{House, at, fact},
    mails::peopled,
    story::{self, VERSION, body, nic, partner, university},
};

fn signed_by(organisation: OrganisationId, side: Side) -> Told {
    fact("2026-11-12T09:00:00Z", &AgreementSignatureRecordedV1 { nic: nic(), version: VERSION, organisation, side })
}

async fn issued() -> House {
    let house = peopled().await;
    house.hear(&story::issued_to(vec![university(), partner(), body()])).await;
    house.sweep(at("2026-11-10T10:00:00Z")).await;
    house
}

/// Sweeps at nine of each day that falls due until `last`; what each mailed, by day.
async fn chased(house: &House, last: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut before = house.mails().await.len();
    while let Some(due) = house.next_due().await.filter(|due| *due <= at(last)) {
        house.sweep(due).await;
        let after = house.mails().await.len();
        found.push(format!("{} +{}", due.strftime("%F"), after - before));
        before = after;
    }
    found
}

#[tokio::test]
async fn every_signatory_of_every_party_hears_at_once_and_a_chase_stops_with_their_signature() {
    let house = issued().await;
    let all = ["N11 lead sent", "N11 signatory sent", "N11 body-signatory sent", "N11 partner-signatory sent"];
    assert_eq!(house.mails().await, all);
    house.hear(&signed_by(university(), Side::Organisation)).await;
    house.sweep(at("2026-11-13T09:00:00Z")).await;
    let chased_once = |who: &str| format!("N11 {who} sent");
    let mails = house.mails().await;
    for (who, count) in [("lead", 1), ("signatory", 1), ("body-signatory", 2), ("partner-signatory", 2)] {
        assert_eq!(mails.iter().filter(|mail| **mail == chased_once(who)).count(), count, "{who}: {mails:?}");
    }
    house.hear(&signed_by(body(), Side::Body)).await;
    assert_eq!(chased(&house, "2027-12-31T00:00:00Z").await, ["2026-11-17 +1", "2026-11-24 +1", "2026-12-01 +1"]);
}

#[tokio::test]
async fn nobody_is_chased_when_all_have_signed_or_it_is_void() {
    let house = issued().await;
    let voided_on = date(2026, 11, 16);
    let voided = AgreementVoidedV1 { nic: nic(), version: VERSION, organisation: university(), voided_on };
    house.hear(&fact("2026-11-16T00:00:00Z", &voided)).await;
    assert_eq!(chased(&house, "2027-12-31T00:00:00Z").await, ["2026-11-16 +0"], "only that it is void");

    let house = issued().await;
    for (organisation, side) in
        [(university(), Side::Organisation), (partner(), Side::Organisation), (body(), Side::Body)]
    {
        house.hear(&signed_by(organisation, side)).await;
    }
    house.hear(&story::signed()).await;
    house.sweep(at("2026-11-12T10:00:00Z")).await;
    assert_eq!(house.mails().await.len(), 8, "issued and signed, to four each");
    assert_eq!(chased(&house, "2027-12-31T00:00:00Z").await, [""; 0]);
}

#[tokio::test]
async fn a_chase_stops_when_the_agreement_it_would_follow_is_terminated() {
    let house = peopled().await;
    house.hear(&story::activated()).await;
    let mut next = story::issued();
    let mut told: serde_json::Value = serde_json::from_slice(&next.body).unwrap();
    told["version"] = "v1.1".into();
    next.body = serde_json::to_vec(&told).unwrap().into();
    next.time = at("2026-11-23T09:00:00Z");
    house.hear(&next).await;
    house.sweep(at("2026-11-23T10:00:00Z")).await;
    let terminated = AgreementTerminatedV1 {
        nic: nic(),
        version: VERSION,
        organisation: university(),
        reason: TerminationReason::OwnRequest,
        ended_on: date(2026, 11, 23),
    };
    house.hear(&fact("2026-11-23T11:00:00Z", &terminated)).await;
    assert_eq!(chased(&house, "2035-01-01T00:00:00Z").await, ["2026-11-23 +0"], "only that it was ended");
}

#[tokio::test]
async fn a_chase_of_a_framework_contract_stops_when_that_is_terminated() {
    let house = peopled().await;
    let contract = || "CON-900101-B4K2Q".parse().unwrap();
    let issued = FrameworkContractIssuedV1 {
        contract: contract(),
        organisation: university(),
        sha256: "22".repeat(32),
        signing_organisations: vec![university(), body()],
        issued_on: date(2026, 11, 10),
        start: date(2026, 11, 22),
        end: date(2029, 11, 21),
    };
    house.hear(&fact("2026-11-10T09:00:00Z", &issued)).await;
    house.sweep(at("2026-11-10T10:00:00Z")).await;
    let ended = FrameworkContractEndedV1 {
        contract: contract(),
        organisation: university(),
        ended_on: date(2026, 11, 11),
        why: FrameworkContractEnd::Terminated,
    };
    house.hear(&fact("2026-11-11T09:00:00Z", &ended)).await;
    assert_eq!(chased(&house, "2035-01-01T00:00:00Z").await, ["2026-11-11 +0"], "only that it was ended");
}

#[tokio::test]
async fn a_chase_begins_anew_for_the_version_that_is_issued_after_one_was_void() {
    let house = issued().await;
    let voided =
        AgreementVoidedV1 { nic: nic(), version: VERSION, organisation: university(), voided_on: date(2027, 2, 8) };
    house.hear(&fact("2026-11-11T00:00:00Z", &voided)).await;
    let mut again = story::issued_to(vec![university(), body()]);
    let mut told: serde_json::Value = serde_json::from_slice(&again.body).unwrap();
    (told["version"], told["issued_on"]) = ("v1.1".into(), "2026-11-12".into());
    again.body = serde_json::to_vec(&told).unwrap().into();
    again.time = at("2026-11-12T09:00:00Z");
    house.hear(&again).await;
    house.sweep(at("2026-11-12T10:00:00Z")).await;
    let days = ["2026-11-15 +2", "2026-11-19 +2", "2026-11-26 +2", "2026-12-03 +2"];
    assert_eq!(chased(&house, "2035-01-01T00:00:00Z").await, days);
}

#[tokio::test]
async fn a_chase_that_waits_for_an_address_is_cancelled_by_the_last_signature() {
    let house = House::start().await;
    house.hear_all(&story::directory()).await;
    house.hear(&story::issued()).await;
    house.sweep(at("2026-11-13T09:00:00Z")).await;
    house.hear(&story::signed()).await;
    house.hear_all(&story::contacts()).await;
    house.sweep(at("2026-11-13T09:00:01Z")).await;
    let mails = house.mails().await;
    let cancelled: Vec<_> = mails.iter().filter(|mail| mail.ends_with("cancelled")).collect();
    assert_eq!(cancelled, ["N11 signatory cancelled", "N11 body-signatory cancelled"]);
    assert_eq!(mails.iter().filter(|mail| mail.ends_with("sent")).count(), 6, "{mails:?}");
}

#[tokio::test]
async fn people_known_only_after_the_signature_are_not_chased_for_it() {
    let house = House::start().await;
    house.hear(&story::issued()).await;
    house.sweep(at("2026-11-13T09:00:00Z")).await;
    house.hear(&story::signed()).await;
    house.hear_all(&[story::directory(), story::contacts()].concat()).await;
    house.sweep(at("2026-11-14T09:00:00Z")).await;
    assert_eq!(house.mails().await.len(), 6, "issued and signed, to three each");
}

#[tokio::test]
async fn a_framework_contract_is_chased_like_an_agreement() {
    let house = peopled().await;
    let contract = || "CON-900101-B4K2Q".parse().unwrap();
    let issued = FrameworkContractIssuedV1 {
        contract: contract(),
        organisation: university(),
        sha256: "22".repeat(32),
        signing_organisations: vec![university(), body()],
        issued_on: date(2026, 11, 10),
        start: date(2026, 11, 22),
        end: date(2029, 11, 21),
    };
    house.hear(&fact("2026-11-10T09:00:00Z", &issued)).await;
    house.sweep(at("2026-11-10T10:00:00Z")).await;
    let all = ["N11 signatory sent", "N11 ig-lead sent", "N11 body-signatory sent", "N11 administrator sent"];
    assert_eq!(house.mails().await, all);
    let signed = FrameworkContractSignatureRecordedV1 {
        contract: contract(),
        organisation: university(),
        side: Side::Organisation,
    };
    house.hear(&fact("2026-11-11T09:00:00Z", &signed)).await;
    let days = ["2026-11-13 +1", "2026-11-17 +1", "2026-11-24 +1", "2026-12-01 +1"];
    assert_eq!(chased(&house, "2027-12-31T00:00:00Z").await, days);
}

#[tokio::test]
async fn a_further_version_is_told_to_the_parties_beside_those_who_sign() {
    let house = peopled().await;
    let mut told = story::issued_to(vec![university(), partner(), body()]);
    let body: serde_json::Value = serde_json::from_slice(&told.body).unwrap();
    let mut body = body;
    body["version"] = "v1.1".into();
    told.body = serde_json::to_vec(&body).unwrap().into();
    house.hear_all(&[told.clone(), told]).await;
    house.sweep(at("2026-11-10T10:00:00Z")).await;
    let mails = house.mails().await;
    let new: Vec<_> = mails.iter().filter(|mail| mail.starts_with("N19")).collect();
    assert_eq!(new, ["N19 lead sent", "N19 ig-lead sent", "N19 partner-ig-lead sent"]);
    assert_eq!(mails.len(), 7);
}
