//! A content that every rule accepts, for the tests' tables to spoil.

use dars_vocabulary::{
    ApplicationContent,
    code::{AccessService, Cldc, Frequency, LegalPower, Level, Sensitivity, Territory},
    content::{
        Benefits, Commercial, Controller, ControllerBasis, DataSetRequest, DataSets, LegalBasis, Outputs, Parties,
        Period, Purpose, Term,
    },
};
use jiff::civil::date;

/// A consented study over three years.
pub(crate) fn complete() -> ApplicationContent {
    ApplicationContent {
        title: Some("Stroke outcomes after screening".to_owned()),
        parties: Some(Parties {
            controllers: vec![Controller { organisation: "NU01".parse().unwrap(), also_processes: true }],
            controller_basis: ControllerBasis::Sole,
            joint_arrangement: None,
        }),
        data_sets: Some(DataSets { requests: vec![request()] }),
        legal_basis: Some(LegalBasis { gdpr_article_6: vec!["e".to_owned()], gdpr_article_9: vec!["j".to_owned()] }),
        purpose: Some(Purpose {
            objective: "To see whether screening prevents stroke.".to_owned(),
            processing_activities: "Records are linked to the cohort and counted.".to_owned(),
            lay_summary: "We follow people who agreed to screening.".to_owned(),
            direct_care: false,
        }),
        outputs: Some(Outputs { expected: "A paper in 2028.".to_owned() }),
        benefits: Some(Benefits { expected: "Fewer strokes.".to_owned(), yielded: None }),
        commercial: Some(Commercial { is_commercial: false, solely: false, uses: Vec::new() }),
        term: Some(Term { start: date(2025, 3, 3), end: date(2028, 3, 2), territory: Territory::England }),
        evidence: None,
    }
}

/// One data set, fully said.
pub(crate) fn request() -> DataSetRequest {
    DataSetRequest {
        dataset: "hes-apc".to_owned(),
        period: Some(Period { from: date(2015, 4, 1), to: date(2025, 3, 31) }),
        level: Some(Level::Identifiable),
        sensitivity: Some(Sensitivity::Sensitive),
        frequency: Some(Frequency::Ongoing),
        legal_power: Some(LegalPower::S2612c),
        cldc: vec![Cldc::Consent],
        access_service: Some(AccessService::Extract),
        minimisation_note: None,
    }
}
