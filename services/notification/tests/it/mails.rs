//! Each mail that a fact causes: who gets it, and once.

use dars_bus::Told;
use dars_messages::facts::{
    contracts::{
        AgreementClosedV1, AgreementReinstatedV1, AgreementSuspendedV1, AgreementTerminatedV1, AgreementVoidedV1,
        CertificateAcceptedV1, CertificateQueriedV1, CertificateSubmittedV1, DataReleasedV1, DestructionDueV1,
        DestructionOverdueV1, FrameworkContractActivatedV1, FrameworkContractEnd, FrameworkContractEndedV1,
        ReleaseHeldV1, ServiceAgreementMovedV1, ServiceAgreementStage,
    },
    intake::{
        ApplicationLapsedV1, ApplicationOpenedV1, ApplicationProposedV1, ApplicationRedirectedV1,
        ApplicationWithdrawnV1, ChangeKind, ChangeOpenedV1, EarlyViewGivenV1, EnquiryClosedV1, EnquiryOutcome,
        EnquiryReopenedV1,
    },
    review::{
        AdviceRecordedV1, AdviceScheduledV1, ApplicationReturnedV1, CaseAssignedV1, DecisionDeferredV1,
        DecisionReviewRequestedV1, DecisionReviewedV1, ReviewOutcome,
    },
};
use dars_vocabulary::{
    CertificateRef, DocumentVersion, ReleaseRef,
    code::{AccessService, AdviceOutcome, AdvisoryGroup, ReleaseKind, Signpost, SuspensionReason, TerminationReason},
    content::SectionName,
};
use jiff::civil::date;

use crate::{
    house::{House, at, fact},
    story::{self, START, VERSION, enquiry, nic, partner, university},
};

pub const NOW: &str = "2026-12-01T10:00:00Z";

pub async fn peopled() -> House {
    let house = House::start().await;
    house.hear_all(&story::contacts()).await;
    house.hear(&story::enquirer()).await;
    house.hear_all(&story::directory()).await;
    house.hear_all(&story::partners()).await;
    house
}

/// What these facts mail, each delivered twice, when people were known before them.
async fn mailed(facts: &[Told]) -> Vec<String> {
    let house = peopled().await;
    for told in facts {
        house.hear_all(&[told.clone(), told.clone()]).await;
    }
    house.sweep(at(NOW)).await;
    house.hear_all(facts).await;
    house.sweep(at(NOW)).await;
    let mails = house.mails().await;
    assert_eq!(mails, mailed_late(facts).await, "people known only afterwards get the same");
    mails.into_iter().map(|mail| mail.trim_end_matches(" sent").to_owned()).collect()
}

async fn mailed_late(facts: &[Told]) -> Vec<String> {
    let house = House::start().await;
    house.hear_all(facts).await;
    let people = [story::partners(), story::directory(), vec![story::enquirer()], story::contacts()].concat();
    house.hear_all(&people).await;
    house.sweep(at(NOW)).await;
    house.mails().await
}

fn now<F: dars_messages::Fact>(told: &F) -> Told {
    fact(NOW, told)
}

fn reference<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

#[tokio::test]
async fn an_enquirer_hears_how_their_enquiry_ended() {
    for outcome in [
        EnquiryOutcome::Signposted,
        EnquiryOutcome::Answered,
        EnquiryOutcome::Duplicate,
        EnquiryOutcome::ClosedNoReply,
        EnquiryOutcome::Closed,
    ] {
        let closed = EnquiryClosedV1 { enquiry: enquiry(), outcome, signposts: vec![Signpost::DigiTrials] };
        assert_eq!(mailed(&[now(&closed)]).await, ["N03 ENQ-2026-000412"], "{outcome:?}");
    }
}

#[tokio::test]
async fn the_team_hears_of_an_enquiry_that_is_open_again() {
    let reopened = EnquiryReopenedV1 { enquiry: enquiry(), answer_due: date(2026, 12, 15) };
    let told = [story::raised(), story::routed(), now(&reopened)];
    assert_eq!(mailed(&told).await, ["N01 ENQ-2026-000412", "N02 data-applications", "N02 data-applications"]);
}

#[tokio::test]
async fn lead_and_collaborators_hear_of_their_number_and_of_the_draft() {
    let organisation = university;
    let proposed = ApplicationProposedV1 { nic: nic(), organisation: organisation(), assessment_due: START };
    let opened = ApplicationOpenedV1 { nic: nic(), organisation: organisation() };
    let mails = mailed(&[now(&proposed), now(&opened)]).await;
    assert_eq!(mails, ["N05 lead", "N05 lead", "N05 collaborator", "N05 collaborator"]);
    let signposts = vec![Signpost::Sde];
    let redirected = ApplicationRedirectedV1 { nic: nic(), organisation: organisation(), signposts };
    assert_eq!(mailed(&[now(&redirected)]).await, ["N03 lead", "N03 collaborator"]);
    let changed = ChangeOpenedV1 {
        nic: nic(),
        organisation: organisation(),
        kind: ChangeKind::Amendment,
        version: VERSION.next_minor(),
        changes: VERSION,
    };
    assert_eq!(mailed(&[now(&changed)]).await, ["N19 lead", "N19 collaborator"]);
}

#[tokio::test]
async fn an_application_is_followed_to_its_decision() {
    let version = DocumentVersion::FIRST_DRAFT;
    let group = AdvisoryGroup::Agd;
    let returned = ApplicationReturnedV1 { nic: nic(), version, sections: vec![SectionName::Purpose] };
    assert_eq!(mailed(&[now(&returned)]).await, ["N07 lead", "N07 data-applications"]);
    let scheduled = AdviceScheduledV1 { nic: nic(), group, meets_on: START };
    let recorded = AdviceRecordedV1 { nic: nic(), group, outcome: AdviceOutcome::Supportive, met_on: START };
    let mails = mailed(&[now(&scheduled), now(&recorded)]).await;
    assert_eq!(mails, ["N09 lead", "N09 lead", "N09 data-applications", "N09 data-applications"]);
    let deferred = DecisionDeferredV1 { nic: nic(), version, deferred_on: START };
    assert_eq!(mailed(&[now(&deferred)]).await, ["N10 lead", "N10 signatory"]);
    let asked = DecisionReviewRequestedV1 { nic: nic(), version, requested_on: START };
    assert_eq!(mailed(&[now(&asked)]).await, ["N10 lead"]);
    for outcome in [ReviewOutcome::Upheld, ReviewOutcome::SetAside] {
        let reviewed = DecisionReviewedV1 { nic: nic(), version, outcome, reviewed_on: START };
        let told = now(&reviewed);
        // Told twice, it is mailed once.
        assert_eq!(mailed(&[told.clone(), told]).await, ["N10 lead"]);
    }
    let view = EarlyViewGivenV1 { nic: nic(), group, given_on: START };
    assert_eq!(mailed(&[now(&view)]).await, ["N09 lead"]);
    assert!(mailed(&[now(&CaseAssignedV1 { nic: nic() })]).await.is_empty(), "who has it is nobody's news");
}

#[tokio::test]
async fn lead_and_signatories_hear_of_each_ending() {
    let (nic, organisation, version) = (nic, university, VERSION);
    let withdrawn = ApplicationWithdrawnV1 { nic: nic(), organisation: organisation() };
    let lapsed = ApplicationLapsedV1 { nic: nic(), organisation: organisation() };
    let voided = AgreementVoidedV1 { nic: nic(), version, organisation: organisation(), voided_on: START };
    let reason = TerminationReason::Breach;
    let terminated =
        AgreementTerminatedV1 { nic: nic(), version, organisation: organisation(), reason, ended_on: START };
    let closed = AgreementClosedV1 { nic: nic(), version, closed_on: START };
    for told in [now(&withdrawn), now(&lapsed), now(&voided), now(&terminated), now(&closed)] {
        assert_eq!(mailed(std::slice::from_ref(&told)).await, ["N29 lead", "N29 signatory"], "{}", told.name);
    }
}

#[tokio::test]
async fn a_framework_contract_taken_over_is_told_to_those_who_keep_and_sign_it() {
    let contract = || reference("CON-900101-B4K2Q");
    let (start, end) = (START, date(2029, 11, 21));
    let activated = FrameworkContractActivatedV1 { contract: contract(), organisation: university(), start, end };
    let mails = mailed(&[now(&activated)]).await;
    assert_eq!(mails, ["N11 signatory", "N11 ig-lead", "N11 body-signatory", "N11 administrator"]);
    let why = FrameworkContractEnd::Terminated;
    let ended = FrameworkContractEndedV1 { contract: contract(), organisation: university(), ended_on: START, why };
    assert_eq!(mailed(&[now(&ended)]).await, ["N29 signatory", "N29 ig-lead", "N29 administrator"]);
}

#[tokio::test]
async fn a_service_agreement_is_told_of_when_it_is_ready_and_live_and_once_when_it_ends() {
    let moved = |stage| {
        now(&ServiceAgreementMovedV1 {
            nic: nic(),
            service_agreement: reference("SVA-2026-000007"),
            service: AccessService::Sde,
            stage,
            organisation: university(),
        })
    };
    let told: Vec<Told> = [
        ServiceAgreementStage::Quoted,
        ServiceAgreementStage::Ordered,
        ServiceAgreementStage::Signed,
        ServiceAgreementStage::Provisioned,
        ServiceAgreementStage::Active,
        ServiceAgreementStage::Ending,
        ServiceAgreementStage::Closed,
    ]
    .map(moved)
    .to_vec();
    let house = peopled().await;
    house.hear_all(&told).await;
    house.sweep(at(NOW)).await;
    let expected = ["N12 lead", "N12 lead", "N12 signatory", "N12 signatory", "N20 lead", "N20 signatory"];
    let expected: Vec<String> = expected.iter().map(|mail| format!("{mail} sent")).collect();
    assert_eq!(house.mails().await, expected);
}

#[tokio::test]
async fn the_lead_hears_of_releases_made_and_held() {
    let release: ReleaseRef = reference("REL-2026-000007");
    let held = ReleaseHeldV1 { nic: nic(), release: release.clone(), reasons: vec!["suspended".to_owned()] };
    let released = DataReleasedV1 {
        nic: nic(),
        version: VERSION,
        release,
        dataset: "hes-apc".to_owned(),
        kind: ReleaseKind::File,
        file_count: 2,
        opt_outs_applied: true,
        released_on: START,
    };
    assert_eq!(mailed(&[now(&held), now(&released)]).await, ["N14 lead", "N14 lead"]);
}

#[tokio::test]
async fn a_suspension_and_its_end_are_told_without_the_reason() {
    let (organisation, reason) = (university(), SuspensionReason::Breach);
    let suspended = AgreementSuspendedV1 { nic: nic(), version: VERSION, organisation, reason };
    let reinstated = AgreementReinstatedV1 { nic: nic(), version: VERSION, organisation: university() };
    let who =
        ["N23 lead", "N23 lead", "N23 ig-lead", "N23 ig-lead", "N23 incident", "N23 incident", "N23 siro", "N23 siro"];
    assert_eq!(mailed(&[now(&suspended), now(&reinstated)]).await, who);
    let house = peopled().await;
    house.hear(&now(&suspended)).await;
    house.sweep(at(NOW)).await;
    for letter in house.letters().into_values().flatten() {
        assert!(!letter.to_lowercase().contains("breach"), "{letter}");
    }
}

#[tokio::test]
async fn every_party_hears_of_the_destruction_and_its_certificate() {
    let certificate: CertificateRef = reference("DDC-2026-000041");
    let due = DestructionDueV1 {
        nic: nic(),
        version: VERSION,
        organisation: university(),
        parties: vec![university(), partner()],
        due_on: date(2026, 12, 31),
    };
    let parties = vec![partner()];
    let came = CertificateSubmittedV1 { nic: nic(), certificate: certificate.clone(), parties };
    let queried = CertificateQueriedV1 { nic: nic(), certificate: certificate.clone() };
    let accepted = CertificateAcceptedV1 { nic: nic(), certificate };
    let overdue = DestructionOverdueV1 { nic: nic(), due_on: START };
    let told = [now(&due), now(&came), now(&queried), now(&accepted), now(&overdue)];
    let mut expected = Vec::new();
    for who in ["lead", "ig-lead", "partner-ig-lead"] {
        expected.extend(std::iter::repeat_n(format!("N21 {who}"), 4));
    }
    assert_eq!(mailed(&told).await, expected);
}
