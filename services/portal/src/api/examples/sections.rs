//! Of an application's sections.

use dars_vocabulary::{
    code::{
        AccessService, Cldc, Engagement, EthicsOutcome, Frequency, LegalPower, Level, OptOutReason, PlaceKind,
        PurposeOfUse, Sensitivity, Territory,
    },
    content::{
        Activities, Benefits, Commercial, Consent, Controller, ControllerBasis, DataSetRequest, DataSets, Ethics,
        Evidence, EvidenceItem, Flow, Justification, LegalBasis, Locations, OptOuts, Outputs, Parties, Period, Place,
        PrivacyNotice, Processor, Purpose, SectionName, SubLicensing, Term,
    },
    reference::NotAReference,
};
use jiff::civil::date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{SHA256, text};
use crate::api::shape::Shape;

/// Section `title`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// At most 200 characters; public from approval on.
    pub title: String,
}

/// One shape for each section, in the order of the form.
pub(in crate::api) fn all() -> Vec<Shape> {
    SectionName::ALL.iter().map(|section| section_shape(*section).for_section(section.code())).collect()
}

fn section_shape(section: SectionName) -> Shape {
    match section {
        SectionName::Title => Shape::of(Title { title: text("Ten-year stroke outcomes after screening") }),
        SectionName::Parties => parties(),
        SectionName::Locations => locations(),
        SectionName::DataSets => Shape::of(DataSets { requests: vec![data_set_request()] }),
        SectionName::LegalBasis => Shape::of(LegalBasis {
            gdpr_article_6: vec![text("e")],
            gdpr_article_9: vec![text("j")],
            schedule_1_condition: Some(text("4")),
            consent: Some(Consent {
                form: Some(text("BEACON-AF/CONSENT/3")),
                information_sheet: Some(text("BEACON-AF/SHEET/3")),
                covers_linkage: true,
                covers_recipients: true,
                ..Consent::default()
            }),
            ..LegalBasis::default()
        }),
        SectionName::Purpose => Shape::of(Purpose {
            objective: text("To find out whether early detection prevents strokes."),
            processing_activities: text("Hospital records are linked to the study's participants."),
            lay_summary: text("People who agreed to heart-rhythm screening are followed through hospital records."),
            uses: vec![PurposeOfUse::Research],
            public_interest: Some(text("Strokes are common, and many could be avoided.")),
            data_subjects: Some(text("18,400 people aged 70 and over who agreed.")),
            public_benefit: Some(text("Fewer strokes, if early detection prevents them.")),
            activities: Some(Activities {
                flows: vec![Flow {
                    from: text("the study"),
                    to: text("the data body"),
                    what: text("the cohort's identifiers"),
                    level: Some(Level::Identifiable),
                }],
                reidentification_controls: Some(text("Identifiers are kept apart, by other people.")),
                who: vec![Engagement::Employee],
                ..Activities::default()
            }),
            ..Purpose::default()
        }),
        SectionName::Outputs => {
            Shape::of(Outputs { expected: text("The trial's main paper, in 2028."), ..Outputs::default() })
        }
        SectionName::Benefits => {
            Shape::of(Benefits { expected: text("Informs screening policy: fewer strokes."), ..Benefits::default() })
        }
        SectionName::Commercial => {
            Shape::of(Commercial { is_commercial: false, solely: false, uses: Vec::new(), ..Commercial::default() })
        }
        SectionName::SubLicensing => Shape::of(SubLicensing { allowed: false, ..SubLicensing::default() }),
        SectionName::Ethics => Shape::of(Ethics {
            is_research: true,
            outcome: EthicsOutcome::Favourable,
            reference: Some(text("25/LO/0001")),
            letter: Some(text("25/LO/0001")),
            protocol: Some(text("BEACON-AF/PROTOCOL/3")),
            protocol_version: Some(text("3.0")),
            letter_protocol_version: Some(text("3.0")),
            tool_output: None,
        }),
        SectionName::PrivacyNotice => {
            Shape::of(PrivacyNotice { url: text("https://beacon-af.northmere.example/privacy"), confirmed: true })
        }
        SectionName::Term => Shape::of(Term {
            start: date(2027, 1, 4),
            end: date(2029, 12, 31),
            territory: Territory::EnglandAndWales,
            countries: Vec::new(),
            longer_because: None,
            archiving: false,
        }),
        SectionName::Evidence => Shape::of(Evidence {
            items: [
                ("Favourable opinion of the ethics committee", "25/LO/0001"),
                ("Protocol, version 3", "BEACON-AF/PROTOCOL/3"),
                ("Consent form, version 3", "BEACON-AF/CONSENT/3"),
                ("Participant information, version 3", "BEACON-AF/SHEET/3"),
                ("Assessment of the cloud's risk, in four steps", "CLEARBANK/CLOUD-RISK/2"),
            ]
            .map(|(title, reference)| EvidenceItem {
                title: text(title),
                reference: text(reference),
                sha256: text(SHA256),
            })
            .into(),
        }),
    }
}

fn parties() -> Shape {
    Shape::checked::<_, NotAReference>((|| {
        Ok(Parties {
            controllers: vec![Controller { organisation: "NORTHMERE".parse()?, also_processes: true }],
            controller_basis: ControllerBasis::Sole,
            joint_arrangement: None,
            processors: vec![Processor { organisation: "CLEARBANK".parse()?, instructions_in_place: true }],
            others: Vec::new(),
        })
    })())
}

fn locations() -> Shape {
    Shape::checked::<_, NotAReference>((|| {
        let place = Place {
            organisation: "CLEARBANK".parse()?,
            kind: PlaceKind::Cloud,
            country: text("GB-ENG"),
            address: Some(text("7 Quarrendon Row, Northmere")),
            cloud_risk_score: Some(2),
            cloud_risk_evidence: Some(text("CLEARBANK/CLOUD-RISK/2")),
            transfer_safeguard: None,
            remote_access: None,
            security: None,
        };
        Ok(Locations { places: vec![place] })
    })())
}

fn data_set_request() -> DataSetRequest {
    DataSetRequest {
        dataset: text("hes-apc"),
        period: Some(Period { from: date(2015, 4, 1), to: date(2025, 3, 31) }),
        level: Some(Level::Identifiable),
        sensitivity: Some(Sensitivity::Sensitive),
        frequency: Some(Frequency::Ongoing),
        legal_power: Some(LegalPower::S2612c),
        cldc: vec![Cldc::Consent],
        access_service: Some(AccessService::Extract),
        extract_reason: Some(text("The trial's own records must be linked to it, person by person.")),
        minimisation_note: Some(text("Only people who consented, only diagnoses of stroke.")),
        filter: Some(text("The cohort's 18,400 people.")),
        opt_outs: Some(OptOuts { applied: false, reason: Some(OptOutReason::Consented), evidence: None }),
        justification: Some(Justification {
            identifiable: Some(text("People are linked to the trial's records.")),
            ..Justification::default()
        }),
        ..DataSetRequest::default()
    }
}
