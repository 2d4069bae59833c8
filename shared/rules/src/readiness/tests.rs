use std::collections::BTreeSet;

use dars_vocabulary::{
    ApplicationContent, Readiness, Ready,
    code::{AssuranceKind, AssuranceOutcome},
};
use jiff::civil::{Date, date};
use serde_json::json;

use super::*;
use crate::{Assurance, FrameworkCover, sample::complete};

const TODAY: Date = date(2026, 11, 22);

fn organisation(id: &str) -> OrganisationId {
    id.parse().unwrap()
}

fn shows(id: &str, kind: AssuranceKind) -> Assurance {
    Assurance {
        organisation: organisation(id),
        kind,
        outcome: AssuranceOutcome::Met,
        valid_to: date(2027, 6, 30),
        plan_approved: false,
        particulars: dars_vocabulary::AssuranceParticulars::default(),
    }
}

fn cover(id: &str) -> FrameworkCover {
    FrameworkCover {
        contract: "CON-900201-B3N6W".parse().unwrap(),
        organisation: organisation(id),
        start: date(2025, 1, 2),
        end: date(2030, 1, 1),
    }
}

fn codes(checks: &[Check], state: CheckState) -> Vec<&'static str> {
    checks.iter().filter(|check| check.state == state).map(|check| check.code).collect()
}

/// F15 as it stands: Northmere and Universität Falkenau, consented, with a place in Germany (domain.md §17).
fn f15() -> ApplicationContent {
    let request = |dataset: &str| json!({"dataset": dataset, "level": "identifiable", "legal_power": "s261-2-c", "cldc": ["consent"]});
    let paper = |reference: &str| json!({"title": "A paper", "reference": reference, "sha256": "0f".repeat(32)});
    serde_json::from_value(json!({
        "title": "International stillbirth genomics",
        "parties": {
            "controllers": [
                {"organisation": "NORTHMERE", "also_processes": true},
                {"organisation": "FALKENAU", "also_processes": true},
            ],
            "controller_basis": "joint",
            "joint_arrangement": "Northmere answers to the parents; each keeps its own part safe.",
        },
        "locations": {"places": [
            {"organisation": "NORTHMERE", "kind": "processing", "country": "GB-ENG"},
            {"organisation": "FALKENAU", "kind": "processing", "country": "DE"},
        ]},
        "data_sets": {"requests": [request("msds"), request("hes-apc")]},
        "legal_basis": {
            "gdpr_article_6": ["e"], "gdpr_article_9": ["j"], "schedule_1_condition": "Paragraph 4: research.",
            "consent": {"form": "CONSENT/2", "information_sheet": "SHEET/2", "covers_linkage": true},
        },
        "term": {"start": "2027-06-01", "end": "2030-05-31", "territory": "uk-and-eea"},
        "evidence": {"items": [paper("CONSENT/2"), paper("SHEET/2")]},
    }))
    .unwrap()
}

fn f15_known(beside: &Context) -> Known<'_> {
    let answers = Readiness { funding: Some(Ready::Yes), ethics: Some(Ready::InProgress), ..Readiness::default() };
    let content: &'static ApplicationContent = Box::leak(Box::new(f15()));
    let signatories: &'static BTreeSet<_> = Box::leak(Box::new([organisation("NORTHMERE")].into()));
    Known { content, context: beside, today: TODAY, answers, funding: None, budget_seen: None, signatories }
}

fn f15_context() -> Context {
    Context {
        applicant: Some(organisation("NORTHMERE")),
        framework_contracts: Some(vec![cover("NORTHMERE")]),
        assurances: Some(vec![shows("NORTHMERE", AssuranceKind::Dspt), shows("NORTHMERE", AssuranceKind::IcoFee)]),
        ..Context::default()
    }
}

#[test]
fn f15_is_ready_in_six_of_fourteen_and_misses_falkenaus_contract_and_the_safeguard_of_its_place() {
    let beside = f15_context();
    let checks = readiness(&f15_known(&beside));
    assert_eq!((ready(&checks), checks.len()), (6, 14));
    assert_eq!(
        codes(&checks, CheckState::Ready),
        ["funding", "legal-basis", "controllers", "processors", "territory", "confidentiality"]
    );
    assert_eq!(codes(&checks, CheckState::InProgress), ["ethics-route"]);
    assert_eq!(
        codes(&checks, CheckState::NotReady),
        ["framework-contracts", "ico-fee", "security", "places", "privacy-notice", "signatory", "budget"]
    );
    for check in checks
        .iter()
        .filter(|check| ["framework-contracts", "ico-fee", "security", "places", "signatory"].contains(&check.code))
    {
        assert_eq!(check.organisations, [organisation("FALKENAU")], "{}", check.code);
    }
    let places = checks.iter().find(|check| check.code == "places").unwrap();
    assert_eq!(
        (places.to_do.as_deref(), places.section),
        (
            Some("Say by what safeguard data may go to the place outside the UK: FALKENAU."),
            Some(SectionName::Locations)
        )
    );
}

#[test]
fn what_is_mended_is_ready_and_changes_nothing_else() {
    let mut beside = f15_context();
    beside.framework_contracts.as_mut().unwrap().push(cover("FALKENAU"));
    beside
        .assurances
        .as_mut()
        .unwrap()
        .extend([shows("FALKENAU", AssuranceKind::IcoFee), shows("FALKENAU", AssuranceKind::Iso27001)]);
    let mut content = f15();
    content.locations.as_mut().unwrap().places[1].transfer_safeguard = Some("The addendum of 2026.".to_owned());
    let signatories = ["NORTHMERE", "FALKENAU"].map(organisation).into();
    let known = Known { content: &content, signatories: &signatories, budget_seen: Some(true), ..f15_known(&beside) };
    let checks = readiness(&known);
    assert_eq!(codes(&checks, CheckState::NotReady), ["privacy-notice"]);
    assert_eq!(ready(&checks), 12);
    assert!(checks.iter().all(|check| (check.state == CheckState::Ready) == check.to_do.is_none()));
}

#[test]
fn of_a_bare_enquiry_only_what_was_answered_is_known() {
    let content = ApplicationContent::default();
    let (beside, signatories) = (Context::default(), BTreeSet::new());
    let answers = Readiness {
        funding: Some(Ready::No),
        ethics: Some(Ready::Yes),
        legal_basis: Some(Ready::InProgress),
        dsfc: Some(Ready::Unsure),
    };
    let known = Known {
        content: &content,
        context: &beside,
        today: TODAY,
        answers,
        funding: None,
        budget_seen: Some(false),
        signatories: &signatories,
    };
    let checks = readiness(&known);
    assert_eq!(codes(&checks, CheckState::Ready), ["ethics-route"]);
    assert_eq!(codes(&checks, CheckState::InProgress), ["legal-basis"]);
    assert_eq!(codes(&checks, CheckState::NotReady).len(), 12);
    // What the officer saw comes before what the enquirer said.
    let seen = readiness(&Known { funding: Some(Ready::Yes), ..known });
    assert_eq!(codes(&seen, CheckState::Ready), ["funding", "ethics-route"]);
}

#[test]
fn a_whole_request_is_ready_and_a_lapsed_paper_of_anyones_is_not() {
    let mut content = complete();
    content.purpose.as_mut().unwrap().funded_until = Some(date(2030, 1, 1));
    let kinds = [AssuranceKind::IcoFee, AssuranceKind::Slsp];
    let whole = Context {
        applicant: Some(organisation("NU01")),
        framework_contracts: Some(vec![cover("NU01")]),
        assurances: Some(["NU01", "CB01"].into_iter().flat_map(|id| kinds.map(|kind| shows(id, kind))).collect()),
        ..Context::default()
    };
    let signatories = [organisation("NU01")].into();
    let asked = |beside: &Context, today| {
        let known = Known {
            content: &content,
            context: beside,
            today,
            answers: Readiness::default(),
            funding: None,
            budget_seen: Some(true),
            signatories: &signatories,
        };
        codes(&readiness(&known), CheckState::NotReady)
    };
    assert_eq!(asked(&whole, TODAY), [] as [&str; 0]);
    assert_eq!(asked(&whole, date(2027, 6, 30)), [] as [&str; 0]);
    assert_eq!(asked(&whole, date(2027, 7, 1)), ["ico-fee", "security"]);
    assert_eq!(asked(&whole, date(2030, 1, 2)), ["funding", "framework-contracts", "ico-fee", "security"]);
}

#[test]
fn what_a_request_does_not_need_is_not_asked_for() {
    let mut content = f15();
    for request in &mut content.data_sets.as_mut().unwrap().requests {
        request.cldc = vec![dars_vocabulary::code::Cldc::None];
    }
    content.purpose = serde_json::from_value(json!({
        "objective": "O", "processing_activities": "P", "lay_summary": "L", "direct_care": false, "uses": ["planning"],
    }))
    .ok();
    let beside = f15_context();
    let checks = readiness(&Known { content: &content, ..f15_known(&beside) });
    assert_eq!(codes(&checks, CheckState::NotApplicable), ["ethics-route", "confidentiality"]);
}
