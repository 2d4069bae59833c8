//! The largest content that the lists allow: it is checked whole, and nothing in it is looked at in a square way.

#![cfg(test)]

mod contents;

use dars_rules::{Assurance, Context, blocking, check, policy};
use dars_vocabulary::{
    ApplicationContent, Stage,
    code::{AssuranceKind, AssuranceOutcome, Cldc, OrganisationType, PlaceKind},
    content::{
        Controller, ControllerBasis, DataSetRequest, DataSets, Evidence, EvidenceItem, Locations, Parties, Place,
        Processor,
    },
};
use jiff::civil::date;

fn organisation(number: u32) -> String {
    format!("ORG{number:04}")
}

fn largest() -> ApplicationContent {
    let all = |most: policy::PolicyValue| 0..most.value;
    let place = |number| Place {
        organisation: organisation(number).parse().unwrap(),
        kind: PlaceKind::Storage,
        country: "GB-ENG".to_owned(),
        address: None,
        cloud_risk_score: None,
        cloud_risk_evidence: None,
        transfer_safeguard: None,
        remote_access: None,
        security: None,
    };
    let request = |number: u32| DataSetRequest {
        dataset: format!("set-{number}"),
        fields: all(policy::FIELDS).map(|field| format!("field-{field}")).collect(),
        cldc: vec![Cldc::Consent],
        ..DataSetRequest::default()
    };
    let paper = |number: u32| EvidenceItem {
        title: "A paper".to_owned(),
        reference: format!("PAPER/{number}"),
        sha256: "0f".repeat(32),
    };
    ApplicationContent {
        parties: Some(Parties {
            controllers: all(policy::PARTIES)
                .map(|number| Controller { organisation: organisation(number).parse().unwrap(), also_processes: true })
                .collect(),
            controller_basis: ControllerBasis::Joint,
            joint_arrangement: Some("The first leads.".to_owned()),
            processors: all(policy::PARTIES)
                .map(|number| Processor {
                    organisation: organisation(number + policy::PARTIES.value).parse().unwrap(),
                    instructions_in_place: true,
                })
                .collect(),
            ..Parties::default()
        }),
        locations: Some(Locations { places: all(policy::PLACES).map(place).collect() }),
        data_sets: Some(DataSets { requests: all(policy::DATA_SETS).map(request).collect() }),
        evidence: Some(Evidence { items: all(policy::PAPERS).map(paper).collect() }),
        ..ApplicationContent::default()
    }
}

fn known() -> Context {
    let assurance = |number: u32, kind| Assurance {
        organisation: organisation(number).parse().unwrap(),
        kind,
        outcome: AssuranceOutcome::Met,
        valid_to: date(2030, 1, 1),
        plan_approved: false,
        particulars: dars_vocabulary::AssuranceParticulars::default(),
    };
    let numbers = || 0..2 * policy::PARTIES.value;
    Context {
        applicant: Some(organisation(0).parse().unwrap()),
        catalogue: Some((0..policy::DATA_SETS.value).map(|number| (format!("set-{number}"), <_>::default())).collect()),
        organisations: numbers()
            .map(|number| (organisation(number).parse().unwrap(), OrganisationType::Academic))
            .collect(),
        framework_contracts: Some(Vec::new()),
        assurances: Some(
            numbers()
                .flat_map(|number| [assurance(number, AssuranceKind::Dspt), assurance(number, AssuranceKind::IcoFee)])
                .collect(),
        ),
        ..Context::default()
    }
}

#[test]
fn the_largest_content_is_checked_whole() {
    let (content, known) = (largest(), known());
    let findings = check(&content, date(2026, 11, 22), &known);
    let lists: Vec<_> = findings.iter().filter(|found| found.code == "list-too-long").collect();
    assert!(lists.is_empty(), "{lists:?}");
    let of = |rule: &str| findings.iter().filter(|found| found.rule == rule).count();
    assert_eq!(of("V02"), 100, "a controller each");
    assert_eq!(of("V10"), 6 * 200, "six things unsaid of each data set");
    assert_eq!((of("V01"), of("V04"), of("V05"), of("V06")), (0, 0, 0, 0));
    assert!(!blocking(findings, Stage::Submit).is_empty());
}

#[test]
fn the_largest_sound_content_is_stopped_nowhere_and_fits_into_a_message() {
    let content = contents::sound();
    let known = contents::known(&content);
    let findings = check(&content, date(2026, 11, 22), &known);
    let rules: std::collections::BTreeSet<_> = findings.iter().map(|found| found.rule).collect();
    assert_eq!(
        rules.into_iter().collect::<Vec<_>>(),
        ["V28", "V34"],
        "organisations that the texts mention, and a level"
    );
    assert!(serde_json::to_vec(&content).unwrap().len() < 512 * 1024);
}

#[test]
fn the_largest_content_with_holes_is_told_of_every_one() {
    let content = contents::with_holes();
    let known = contents::known(&content);
    let findings = check(&content, date(2026, 11, 22), &known);
    let of = |rule: &str| findings.iter().filter(|found| found.rule == rule).count();
    assert_eq!((of("V10"), of("V12"), of("V04")), (6 * 200, 200, 100));
    assert_eq!(of("V08"), 100 + 50, "each place, and each cloud's paper");
}
