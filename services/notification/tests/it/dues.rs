//! Ladders of what falls due: their days, whom they write to, and that nothing follows once it is settled.

use dars_bus::Told;
use dars_messages::facts::{
    contracts::{
        AgreementActivatedV1, AgreementSupersededV1, AgreementSuspendedV1, AgreementTerminatedV1,
        CertificateAcceptedV1, CertificateQueriedV1, CertificateSubmittedV1, ConditionDue, ConditionMetV1,
        DestructionDueV1, FrameworkContractActivatedV1, FrameworkContractEnd, FrameworkContractEndedV1,
        ServiceAgreementMovedV1, ServiceAgreementStage,
    },
    intake::{EnquiryAskedV1, EnquiryRepliedV1, OrganisationAssuredV1},
};
use dars_vocabulary::{
    CertificateRef,
    code::{AccessService, AssuranceKind, AssuranceOutcome, SuspensionReason, TerminationReason},
};
use jiff::civil::{Date, date};

use crate::{
    house::{House, at, fact},
    mails::peopled,
    story::{self, VERSION, enquiry, nic, partner, university},
};

const BEGIN: &str = "2026-11-22T09:00:00Z";
const FAR: &str = "2035-01-01T00:00:00Z";

/// Sweeps at each moment that falls due until `last`: the day, and who got this mail then.
async fn climbed(house: &House, mail: &str, last: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut before = house.mails().await;
    while let Some(due) = house.next_due().await.filter(|due| *due <= at(last)) {
        house.sweep(due).await;
        house.sweep(due).await;
        let after = house.mails().await;
        let mut rest = before.clone();
        let mut new = Vec::new();
        for line in &after {
            match rest.iter().position(|known| known == line) {
                Some(place) => drop(rest.remove(place)),
                None => new.extend(line.strip_prefix(mail).map(|who| who.trim().trim_end_matches(" sent").to_owned())),
            }
        }
        if !new.is_empty() {
            found.push(format!("{} {}", due.strftime("%F"), new.join(", ")));
        }
        before = after;
    }
    found
}

fn begin<F: dars_messages::Fact>(told: &F) -> Told {
    fact(BEGIN, told)
}

/// Delivered twice.
fn twice(told: &Told) -> [Told; 2] {
    [told.clone(), told.clone()]
}

async fn in_force(with: AgreementActivatedV1) -> House {
    let house = peopled().await;
    house.hear_all(&twice(&begin(&with))).await;
    house.sweep(at(BEGIN)).await;
    house
}

fn conditions(days: &[(u32, Date)]) -> Vec<ConditionDue> {
    days.iter().map(|(number, due)| ConditionDue { number: *number, due: *due }).collect()
}

#[tokio::test]
async fn an_enquirer_is_chased_on_the_day_unless_they_replied() {
    let asked =
        || EnquiryAskedV1 { enquiry: enquiry(), team: None, chase_on: date(2026, 12, 7), close_on: date(2026, 12, 21) };
    let house = peopled().await;
    house.hear_all(&twice(&begin(&asked()))).await;
    assert_eq!(climbed(&house, "N04", "2026-12-01T00:00:00Z").await, ["2026-11-22 ENQ-2026-000412"]);
    let quiet = peopled().await;
    let told = begin(&asked());
    quiet.hear(&told).await;
    quiet.hear(&fact("2026-11-30T09:00:00Z", &EnquiryRepliedV1 { enquiry: enquiry() })).await;
    quiet.hear(&told).await;
    assert_eq!(climbed(&quiet, "N04", FAR).await, ["2026-11-22 ENQ-2026-000412"], "asked once, and never chased");
    assert_eq!(climbed(&house, "N04", FAR).await, ["2026-12-07 ENQ-2026-000412"]);
}

#[tokio::test]
async fn a_special_condition_is_reminded_of_until_it_is_met() {
    let due = conditions(&[(1, date(2027, 3, 1)), (2, date(2027, 3, 1))]);
    let house = in_force(AgreementActivatedV1 { conditions_due: due, ..story::activation() }).await;
    let who = "lead, agreements";
    let both = "lead, lead, agreements, agreements";
    let first = climbed(&house, "N24", "2027-02-01T00:00:00Z").await;
    assert_eq!(first, [format!("2027-01-30 {both}")], "one mail for each condition");
    let met = ConditionMetV1 { nic: nic(), version: VERSION, number: 2 };
    house.hear(&fact("2027-02-02T09:00:00Z", &met)).await;
    let rest = climbed(&house, "N24", "2027-04-01T00:00:00Z").await;
    assert_eq!(rest, [format!("2027-02-22 {who}"), format!("2027-03-01 {who}")]);
}

#[tokio::test]
async fn section_251_support_is_reminded_of_by_the_version_that_has_it() {
    let until = date(2027, 11, 30);
    let house = in_force(AgreementActivatedV1 { section_251_until: Some(until), ..story::activation() }).await;
    let who = "lead, ig-lead, agreements";
    let first = climbed(&house, "N17", "2027-10-15T00:00:00Z").await;
    assert_eq!(first, [format!("2027-10-01 {who}")]);
    let next = AgreementActivatedV1 { version: VERSION.next_minor(), ..story::activation() };
    house.hear(&fact("2027-10-16T00:00:00Z", &next)).await;
    assert_eq!(climbed(&house, "N17", "2028-01-15T00:00:00Z").await, [""; 0], "the new version has none");
}

#[tokio::test]
async fn an_assurance_is_reminded_of_by_its_newest_and_each_kind_by_itself() {
    let assured = |kind, outcome, valid_to| OrganisationAssuredV1 {
        organisation: university(),
        kind,
        outcome,
        valid_to,
        plan_approved: false,
        particulars: dars_vocabulary::AssuranceParticulars::default(),
    };
    let (dspt, fee) = (AssuranceKind::Dspt, AssuranceKind::IcoFee);
    let house = in_force(story::activation()).await;
    let met = AssuranceOutcome::Met;
    house.hear(&begin(&assured(dspt, met, date(2027, 6, 30)))).await;
    house.hear(&begin(&assured(fee, met, date(2027, 8, 31)))).await;
    let who = "lead, ig-lead, agreements";
    let first = climbed(&house, "N17", "2027-06-10T00:00:00Z").await;
    assert_eq!(first, [format!("2027-05-01 {who}"), format!("2027-05-31 {who}")]);
    house.hear(&fact("2027-06-11T09:00:00Z", &assured(dspt, met, date(2028, 6, 30)))).await;
    let rest = climbed(&house, "N17", "2027-12-31T00:00:00Z").await;
    let days = ["2027-07-02", "2027-08-01", "2027-08-24", "2027-08-31"];
    assert_eq!(rest, days.map(|day| format!("{day} {who}")), "only the fee's");
    house.hear(&fact("2028-01-01T09:00:00Z", &assured(dspt, AssuranceOutcome::NotMet, date(2028, 6, 30)))).await;
    assert_eq!(climbed(&house, "N17", FAR).await, [""; 0], "what does not pass cannot lapse");
}

#[tokio::test]
async fn a_framework_contracts_end_is_told_to_the_leads_of_agreements_that_depend_on_it() {
    let house = peopled().await;
    house.hear(&story::issued_to(vec![university(), partner(), story::body()])).await;
    house.hear(&begin(&story::activation())).await;
    let activated = FrameworkContractActivatedV1 {
        contract: "CON-900101-B4K2Q".parse().unwrap(),
        organisation: partner(),
        start: date(2026, 11, 22),
        end: date(2028, 1, 31),
    };
    house.hear_all(&twice(&begin(&activated))).await;
    let rungs = climbed(&house, "N16", "2028-01-10T00:00:00Z").await;
    let who = "lead, partner-ig-lead";
    assert_eq!(rungs, ["2027-08-04", "2027-11-02", "2028-01-01"].map(|day| format!("{day} {who}")));
    let letters = house.letters();
    let letter = &letters["CON-900101-B4K2Q: framework contract ends"][0];
    assert!(letter.contains("DARS-NIC-900101-K4T7Q"), "{letter}");
    let why = FrameworkContractEnd::Superseded;
    let FrameworkContractActivatedV1 { contract, organisation, .. } = activated;
    let ended = FrameworkContractEndedV1 { contract, organisation, ended_on: date(2028, 1, 15), why };
    house.hear(&fact("2028-01-15T09:00:00Z", &ended)).await;
    assert_eq!(climbed(&house, "N16", "2028-02-28T00:00:00Z").await, [""; 0]);
}

fn sde(stage: ServiceAgreementStage) -> ServiceAgreementMovedV1 {
    ServiceAgreementMovedV1 {
        nic: nic(),
        service_agreement: "SVA-2026-000007".parse().unwrap(),
        service: AccessService::Sde,
        stage,
        organisation: university(),
    }
}

#[tokio::test]
async fn users_of_the_secure_environment_are_told_before_their_agreement_ends() {
    let house = in_force(story::activation()).await;
    assert_eq!(climbed(&house, "N20", "2027-01-01T00:00:00Z").await, [""; 0]);
    house.hear(&fact("2027-01-02T09:00:00Z", &sde(ServiceAgreementStage::Active))).await;
    let who = "lead, signatory";
    let first = climbed(&house, "N20", "2028-02-10T00:00:00Z").await;
    assert_eq!(first, [format!("2028-02-01 {who}")]);
    // A later end moves all of it.
    let end = date(2029, 3, 2);
    let renewed = AgreementActivatedV1 { version: VERSION.next_minor(), end, ..story::activation() };
    let by = VERSION.next_minor();
    house.hear(&fact("2028-02-11T00:00:00Z", &renewed)).await;
    house.hear(&fact("2028-02-11T00:00:00Z", &AgreementSupersededV1 { nic: nic(), version: VERSION, by })).await;
    let moved = climbed(&house, "N20", "2029-02-25T00:00:00Z").await;
    assert_eq!(moved, [format!("2029-01-31 {who}"), format!("2029-02-23 {who}")]);
    house.hear(&fact("2029-02-26T09:00:00Z", &sde(ServiceAgreementStage::Ending))).await;
    assert_eq!(climbed(&house, "N20", FAR).await, [format!("2029-02-26 {who}")], "that it has ended, and no more");
}

#[tokio::test]
async fn a_second_service_under_the_same_version_is_reminded_of_again() {
    let house = in_force(story::activation()).await;
    house.hear(&fact("2027-01-02T09:00:00Z", &sde(ServiceAgreementStage::Active))).await;
    house.hear(&fact("2027-02-02T09:00:00Z", &sde(ServiceAgreementStage::Closed))).await;
    let service_agreement = "SVA-2027-000008".parse().unwrap();
    let second = ServiceAgreementMovedV1 { service_agreement, ..sde(ServiceAgreementStage::Active) };
    house.hear(&fact("2027-03-02T09:00:00Z", &second)).await;
    let who = "lead, signatory";
    let days = ["2027-02-02", "2028-02-01", "2028-02-24", "2028-03-02"];
    assert_eq!(climbed(&house, "N20", FAR).await, days.map(|day| format!("{day} {who}")));
}

#[tokio::test]
async fn the_ladder_of_a_suspended_agreement_goes_on() {
    let house = in_force(story::activation()).await;
    let suspended = AgreementSuspendedV1 {
        nic: nic(),
        version: VERSION,
        organisation: university(),
        reason: SuspensionReason::ALL[0],
    };
    house.hear(&fact("2026-11-23T09:00:00Z", &suspended)).await;
    house.sweep(at("2026-11-23T09:00:00Z")).await;
    let mails = house.mails().await;
    let told: Vec<_> = mails.iter().filter(|mail| mail.starts_with("N23")).collect();
    assert_eq!(told, ["N23 lead sent", "N23 ig-lead sent", "N23 incident sent", "N23 siro sent"]);
    assert_eq!(climbed(&house, "N15", FAR).await.len(), 8);
}

#[tokio::test]
async fn a_renewal_that_came_late_ends_the_chase_for_a_certificate_and_its_own_end_begins_another() {
    let due = |version, due_on| DestructionDueV1 {
        nic: nic(),
        version,
        organisation: university(),
        parties: vec![university()],
        due_on,
    };
    let house = in_force(story::activation()).await;
    house.hear(&story::expired()).await;
    house.hear(&fact("2028-03-03T00:00:00Z", &due(VERSION, date(2028, 4, 1)))).await;
    let certificate: CertificateRef = "DDC-2028-000041".parse().unwrap();
    let came = CertificateSubmittedV1 { nic: nic(), certificate: certificate.clone(), parties: vec![university()] };
    house.hear(&fact("2028-03-04T09:00:00Z", &came)).await;
    house.hear(&fact("2028-03-05T09:00:00Z", &CertificateQueriedV1 { nic: nic(), certificate })).await;
    let next = VERSION.next_minor();
    let superseded = AgreementSupersededV1 { nic: nic(), version: VERSION, by: next };
    house.hear(&fact("2028-03-10T00:00:00Z", &superseded)).await;
    let renewed = AgreementActivatedV1 { version: next, end: date(2029, 3, 2), ..story::activation() };
    house.hear(&fact("2028-03-10T00:00:00Z", &renewed)).await;
    house.sweep(at("2028-03-10T09:00:00Z")).await;
    assert_eq!(climbed(&house, "N21", "2028-12-31T00:00:00Z").await, [""; 0], "it is held under the new version");
    // A certificate of the first end says nothing of the second.
    house.hear(&fact("2028-12-31T00:00:00Z", &came)).await;
    house.hear(&fact("2029-03-03T00:00:00Z", &due(next, date(2029, 4, 1)))).await;
    let rungs = climbed(&house, "N21", "2029-04-10T00:00:00Z").await;
    assert_eq!(rungs.last().map(String::as_str), Some("2029-04-02 lead, ig-lead"), "{rungs:?}");
}

#[tokio::test]
async fn a_version_told_again_with_another_day_moves_its_ladders() {
    let before = AgreementActivatedV1 {
        conditions_due: conditions(&[(1, date(2027, 3, 1))]),
        section_251_until: Some(date(2027, 3, 1)),
        ..story::activation()
    };
    let house = in_force(before).await;
    let moved = AgreementActivatedV1 {
        conditions_due: conditions(&[(1, date(2027, 9, 1))]),
        section_251_until: Some(date(2027, 9, 1)),
        end: date(2029, 3, 2),
        ..story::activation()
    };
    house.hear(&fact("2026-11-24T09:00:00Z", &moved)).await;
    house.sweep(at("2026-11-24T09:00:00Z")).await;
    assert_eq!(climbed(&house, "N24", "2027-08-30T00:00:00Z").await.len(), 2, "30 and 7 days before the later day");
    assert_eq!(house.next_due().await, Some(at("2027-09-01T08:00:00Z")));
}

#[tokio::test]
async fn an_overdue_certificate_goes_up_to_the_risk_owner_and_one_that_is_checked_keeps_it_quiet() {
    let certificate = || "DDC-2026-000041".parse::<CertificateRef>().unwrap();
    let due = DestructionDueV1 {
        nic: nic(),
        version: VERSION,
        organisation: university(),
        parties: vec![university(), partner()],
        due_on: date(2026, 12, 22),
    };
    let parties = "lead, ig-lead, partner-ig-lead";
    let house = peopled().await;
    house.hear_all(&twice(&begin(&due))).await;
    let notice = format!("2026-11-22 {parties}");
    let all = climbed(&house, "N21", FAR).await;
    let up = format!("2027-01-21 {parties}, siro");
    assert_eq!(all, [notice.clone(), format!("2026-12-23 {parties}"), format!("2027-01-05 {parties}"), up]);

    let house = peopled().await;
    house.hear(&begin(&due)).await;
    let covers =
        |organisations| CertificateSubmittedV1 { nic: nic(), certificate: certificate(), parties: organisations };
    house.hear(&fact("2026-12-01T09:00:00Z", &covers(vec![university(), partner()]))).await;
    let checked = climbed(&house, "N21", "2026-12-30T00:00:00Z").await;
    assert_eq!(checked, [notice, format!("2026-12-01 {parties}")], "nothing is overdue while it is checked");
    house.hear(&fact("2027-01-04T09:00:00Z", &CertificateQueriedV1 { nic: nic(), certificate: certificate() })).await;
    let queried = climbed(&house, "N21", "2027-01-06T00:00:00Z").await;
    assert_eq!(queried, [format!("2027-01-04 {parties}"), format!("2027-01-05 {parties}")]);
    house.hear(&fact("2027-01-07T09:00:00Z", &covers(vec![university(), partner()]))).await;
    house.hear(&fact("2027-01-08T09:00:00Z", &CertificateAcceptedV1 { nic: nic(), certificate: certificate() })).await;
    let accepted = climbed(&house, "N21", FAR).await;
    assert_eq!(accepted.len(), 2, "received and accepted, and no rung after it: {accepted:?}");
}

#[tokio::test]
async fn only_the_parties_without_a_certificate_are_written_to() {
    let due = DestructionDueV1 {
        nic: nic(),
        version: VERSION,
        organisation: university(),
        parties: vec![university(), partner()],
        due_on: date(2026, 12, 22),
    };
    let certificate: CertificateRef = "DDC-2026-000041".parse().unwrap();
    let house = peopled().await;
    house.hear(&begin(&due)).await;
    let came = CertificateSubmittedV1 { nic: nic(), certificate: certificate.clone(), parties: vec![university()] };
    house.hear(&begin(&came)).await;
    house.hear(&begin(&CertificateAcceptedV1 { nic: nic(), certificate })).await;
    house.sweep(at(BEGIN)).await;
    let rungs = climbed(&house, "N21", "2026-12-30T00:00:00Z").await;
    assert_eq!(rungs, ["2026-12-23 lead, partner-ig-lead"]);
}

#[tokio::test]
async fn nothing_follows_a_termination_and_a_jump_reaches_what_fell_due_before_it() {
    let due = conditions(&[(1, date(2027, 3, 1))]);
    let until = Some(date(2027, 5, 1));
    let activation = AgreementActivatedV1 { conditions_due: due, section_251_until: until, ..story::activation() };
    let house = in_force(activation).await;
    house.sweep(at("2027-02-25T12:00:00Z")).await;
    let mails = house.mails().await;
    assert_eq!(mails.iter().filter(|mail| **mail == "N24 lead sent").count(), 2, "30 and 7 days before, each once");
    let team = mails.iter().filter(|mail| **mail == "N24 agreements sent").count();
    assert_eq!(team, 2, "two rungs of one sweep are two mails to a team as well");
    let reason = TerminationReason::OwnRequest;
    let ended_on = date(2027, 2, 25);
    let terminated =
        AgreementTerminatedV1 { nic: nic(), version: VERSION, organisation: university(), reason, ended_on };
    house.hear_all(&twice(&fact("2027-02-25T13:00:00Z", &terminated))).await;
    for mail in ["N15", "N17", "N24"] {
        assert_eq!(climbed(&house, mail, FAR).await, [""; 0], "{mail}");
    }
    assert_eq!(house.next_due().await, None);
}

#[tokio::test]
async fn a_lead_who_becomes_known_late_hears_of_the_contract_their_agreement_depends_on() {
    let house = House::start().await;
    house.hear_all(&story::contacts()).await;
    house.hear_all(&story::partners()).await;
    let (late, known): (Vec<Told>, Vec<Told>) = story::directory().into_iter().partition(|told| {
        told.name == "membership_granted" && String::from_utf8_lossy(&told.body).contains(&story::LEAD.to_string())
    });
    house.hear_all(&known).await;
    house.hear(&story::issued_to(vec![university(), partner(), story::body()])).await;
    house.hear(&begin(&story::activation())).await;
    let activated = FrameworkContractActivatedV1 {
        contract: "CON-900101-B4K2Q".parse().unwrap(),
        organisation: partner(),
        start: date(2026, 11, 22),
        end: date(2028, 1, 31),
    };
    house.hear(&begin(&activated)).await;
    house.sweep(at("2027-08-04T09:00:00Z")).await;
    house.hear_all(&late).await;
    house.sweep(at("2027-08-04T09:00:01Z")).await;
    let mails = house.mails().await;
    assert!(mails.contains(&"N16 lead sent".to_owned()), "{mails:?}");
}
