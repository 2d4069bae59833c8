//! What other services tell in these tests.

use dars_bus::{Told, chain::canonical_sha256, ids};
use dars_messages::{
    Fact, OutgoingFamily,
    facts::{
        intake::{ApplicationVersionV1, OrganisationAssuredV1},
        review::{ApplicationApprovedV1, DecisionMadeV1},
    },
    topology,
};
use dars_vocabulary::{
    ApplicationContent, DocumentVersion,
    code::{AssuranceKind, AssuranceOutcome, Territory},
    content::{Condition, Controller, ControllerBasis, Owing, Parties, Processor, Purpose, Term},
};
use jiff::civil::{Date, date};

use super::world::{APPLICANT, APPROVAL_DAY, CONDITION, END, PROCESSOR, SECRET, START, id, nic, noon};

pub fn content() -> ApplicationContent {
    ApplicationContent {
        title: Some("Stroke outcomes".to_owned()),
        parties: Some(Parties {
            controllers: vec![Controller { organisation: APPLICANT.parse().unwrap(), also_processes: true }],
            controller_basis: ControllerBasis::Sole,
            processors: vec![Processor { organisation: PROCESSOR.parse().unwrap(), instructions_in_place: true }],
            ..Parties::default()
        }),
        purpose: Some(Purpose {
            objective: SECRET.to_owned(),
            processing_activities: "Linkage.".to_owned(),
            lay_summary: "We look at strokes.".to_owned(),
            ..Purpose::default()
        }),
        term: Some(Term {
            start: START,
            end: END,
            territory: Territory::EnglandAndWales,
            countries: Vec::new(),
            longer_because: None,
            archiving: false,
        }),
        ..ApplicationContent::default()
    }
}

pub fn version() -> ApplicationVersionV1 {
    ApplicationVersionV1 {
        nic: nic(),
        version: DocumentVersion::FIRST_DRAFT,
        organisation: APPLICANT.parse().unwrap(),
        sha256: canonical_sha256(&content()).unwrap(),
        content: Some(content()),
        change: None,
        assessors: Vec::new(),
    }
}

pub fn approval() -> ApplicationApprovedV1 {
    ApplicationApprovedV1 {
        nic: nic(),
        version: DocumentVersion::FIRST_DRAFT,
        sha256: canonical_sha256(&content()).unwrap(),
        organisation: APPLICANT.parse().unwrap(),
        title: "Stroke outcomes".to_owned(),
        with_conditions: true,
        decided_on: APPROVAL_DAY,
    }
}

pub fn decision() -> DecisionMadeV1 {
    let condition =
        Condition { number: 1, text: CONDITION.to_owned(), due: Some(date(2026, 6, 30)), owing: Owing::Applicant };
    DecisionMadeV1 {
        nic: nic(),
        version: DocumentVersion::FIRST_DRAFT,
        approver: id("approver"),
        conditions: vec![condition],
    }
}

pub fn assured(code: &str, kind: AssuranceKind, valid_to: Date) -> OrganisationAssuredV1 {
    let organisation = code.parse().unwrap();
    OrganisationAssuredV1 {
        organisation,
        kind,
        outcome: AssuranceOutcome::Met,
        valid_to,
        plan_approved: false,
        particulars: dars_vocabulary::AssuranceParticulars::default(),
    }
}

/// A fact as the reader hands it over.
pub fn told<F: Fact>(fact: &F, day: Date) -> Told {
    Told {
        event_id: ids::fresh(),
        owner: F::OWNER,
        family: OutgoingFamily::Facts,
        name: F::NAME.to_owned(),
        version: F::VERSION,
        reference: fact.reference(),
        time: noon(day),
        traceparent: None,
        body: serde_json::to_vec(fact).unwrap().into(),
        subject: topology::fact_subject(F::OWNER, F::NAME, F::VERSION, &fact.reference()),
    }
}
