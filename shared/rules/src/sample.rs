//! A content that every rule accepts, for the tests' tables to spoil.

use std::collections::BTreeMap;

use dars_vocabulary::{
    ApplicationContent, DataSetTraits,
    code::{
        AccessService, Cldc, EthicsOutcome, Frequency, LegalPower, Level, OptOutReason, PlaceKind, PurposeOfUse,
        Sensitivity, Territory,
    },
    content::{
        Benefits, Commercial, Consent, Controller, DataSetRequest, DataSets, Ethics, Evidence, EvidenceItem,
        LegalBasis, Locations, OptOuts, Outputs, Parties, Period, Place, PrivacyNotice, Processor, Purpose, Section251,
        SubLicensing, Term,
    },
};
use jiff::civil::date;

/// A consented study over three years, with a cloud host.
pub(crate) fn complete() -> ApplicationContent {
    ApplicationContent {
        title: Some("Stroke outcomes after screening".to_owned()),
        parties: Some(Parties {
            controllers: vec![Controller { organisation: "NU01".parse().unwrap(), also_processes: true }],
            processors: vec![Processor { organisation: "CB01".parse().unwrap(), instructions_in_place: true }],
            ..Parties::default()
        }),
        locations: Some(Locations {
            places: vec![
                place("NU01", PlaceKind::Processing),
                Place {
                    cloud_risk_score: Some(2),
                    cloud_risk_evidence: Some("CLOUD/1".to_owned()),
                    ..place("CB01", PlaceKind::Cloud)
                },
            ],
        }),
        data_sets: Some(DataSets { requests: vec![request()] }),
        legal_basis: Some(LegalBasis {
            gdpr_article_6: vec!["e".to_owned()],
            gdpr_article_9: vec!["j".to_owned()],
            schedule_1_condition: Some("Paragraph 4: research.".to_owned()),
            consent: Some(Consent {
                form: Some("CONSENT/3".to_owned()),
                information_sheet: Some("SHEET/3".to_owned()),
                covers_linkage: true,
                covers_recipients: true,
                ..Consent::default()
            }),
            ..LegalBasis::default()
        }),
        purpose: Some(Purpose {
            objective: "To see whether screening prevents stroke.".to_owned(),
            processing_activities: "Records are linked to the cohort and counted, in a cloud.".to_owned(),
            lay_summary: "We follow people who agreed to screening.".to_owned(),
            uses: vec![PurposeOfUse::Research],
            ..Purpose::default()
        }),
        outputs: Some(Outputs { expected: "A paper in 2028.".to_owned(), ..Outputs::default() }),
        benefits: Some(Benefits { expected: "Fewer strokes.".to_owned(), ..Benefits::default() }),
        commercial: Some(Commercial::default()),
        ethics: Some(Ethics {
            is_research: true,
            outcome: EthicsOutcome::Favourable,
            reference: Some("24/XX/0101".to_owned()),
            letter: Some("REC/1".to_owned()),
            protocol: Some("PROTOCOL/3.1".to_owned()),
            protocol_version: Some("3.1".to_owned()),
            letter_protocol_version: Some("3.1".to_owned()),
            tool_output: None,
        }),
        privacy_notice: Some(PrivacyNotice { url: "https://nu01.example/privacy".to_owned(), confirmed: true }),
        term: Some(Term {
            start: date(2025, 3, 3),
            end: date(2028, 3, 2),
            territory: Territory::England,
            countries: Vec::new(),
            longer_because: None,
            archiving: false,
        }),
        evidence: Some(Evidence {
            items: ["CONSENT/3", "SHEET/3", "TERMS/1", "CLOUD/1", "REC/1", "PROTOCOL/3.1"].map(paper).into(),
        }),
        ..ApplicationContent::default()
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
        opt_outs: Some(OptOuts {
            applied: false,
            reason: Some(OptOutReason::Consented),
            evidence: Some("CONSENT/3".to_owned()),
        }),
        ..DataSetRequest::default()
    }
}

/// A place in England.
pub(crate) fn place(organisation: &str, kind: PlaceKind) -> Place {
    Place {
        organisation: organisation.parse().unwrap(),
        kind,
        country: "GB-ENG".to_owned(),
        address: None,
        cloud_risk_score: None,
        cloud_risk_evidence: None,
        transfer_safeguard: None,
        remote_access: None,
        security: None,
    }
}

/// A paper by its reference.
pub(crate) fn paper(reference: &str) -> EvidenceItem {
    EvidenceItem { title: "A paper".to_owned(), reference: reference.to_owned(), sha256: "0f".repeat(32) }
}

/// The same study on section 251 support instead of consent, opt-outs applied.
pub(crate) fn supported() -> ApplicationContent {
    let mut content = complete();
    let applied = OptOuts { applied: true, reason: None, evidence: None };
    let request = DataSetRequest {
        cldc: vec![Cldc::S251],
        legal_power: Some(LegalPower::S2617),
        opt_outs: Some(applied),
        ..request()
    };
    content.data_sets = Some(DataSets { requests: vec![request] });
    let basis = content.legal_basis.as_mut().unwrap();
    basis.consent = None;
    basis.section_251 = Some(Section251 {
        cag_reference: "20/CAG/0123".to_owned(),
        regulation: 5,
        approved_on: date(2024, 6, 1),
        review_due: date(2025, 6, 1),
        expires: Some(date(2028, 6, 1)),
        data_sets: vec!["hes-apc".to_owned()],
        opt_out_exempt: false,
    });
    content
}

/// Sub-licensing with every paper, for a year.
pub(crate) fn sub_licensing() -> ApplicationContent {
    let mut content = complete();
    content.term.as_mut().unwrap().end = date(2026, 3, 2);
    content.purpose.as_mut().unwrap().processing_activities.push_str(" Third parties may use it.");
    content.sub_licensing = Some(SubLicensing {
        allowed: true,
        template: Some("TERMS/1".to_owned()),
        criteria: Some("TERMS/1".to_owned()),
        group_terms: Some("TERMS/1".to_owned()),
        flow_down: Some("The sub-licence repeats the terms.".to_owned()),
        added_value: Some("More people can work on it.".to_owned()),
        register_url: Some("https://nu01.example/sub-licences".to_owned()),
        ..SubLicensing::default()
    });
    content
}

/// A catalogue of one data set.
pub(crate) fn catalogue(id: &str, traits: DataSetTraits) -> BTreeMap<String, DataSetTraits> {
    BTreeMap::from([(id.to_owned(), traits)])
}
