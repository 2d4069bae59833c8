//! An example of each body, made of the real types: of the story that the demonstration tells.

use dars_messages::{facts::contracts::Side, requests};
use dars_vocabulary::{
    MembershipRole, Nic,
    code::{
        AccessService, Channel, Cldc, EnquiryTopic, Frequency, LegalPower, Level, OrganisationType, RefusalReason,
        Sensitivity, Team, Territory,
    },
    content::{
        Benefits, Commercial, Controller, ControllerBasis, DataSetRequest, DataSets, Evidence, EvidenceItem,
        LegalBasis, Outputs, Parties, Period, Purpose, SectionName, Term,
    },
    reference::NotAReference,
};
use jiff::civil::date;
use requests::{
    contracts::{IssueAgreement, RecordFrameworkContract, SignAgreement},
    intake::{
        AddMessage, ConfirmSigningAuthority, ConvertEnquiry, GrantMembership, RaiseEnquiry, RegisterDataSet,
        RegisterOrganisation, RouteEnquiry, SubmitApplication,
    },
    register::PublishEntry,
    review::{AssessCase, AssessStep, AssignCase, Decide},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::shape::Shape;

/// The SHA-256 of nothing, in hex.
const SHA256: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Section `title`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// At most 200 characters; public from approval on.
    pub title: String,
}

/// Why an operator does it; kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OperatorsReason {
    /// At most 400 characters.
    pub reason: String,
}

/// Where trade time of a local stack is moved to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveClock {
    /// An instant (RFC 3339, UTC), or a date, which means its first moment in London. Only forward.
    pub to: String,
}

fn text(text: &str) -> String {
    text.to_owned()
}

pub(super) fn raise_enquiry() -> Shape {
    Shape::of(RaiseEnquiry {
        channel: Some(Channel::Web),
        name: text("Evander Lockridge"),
        email: text("evander.lockridge@northmere.example"),
        organisation: Some(text("Northmere University")),
        topic: EnquiryTopic::NewDataRequest,
        purpose_text: text("We follow people who agreed to heart-rhythm screening, to see if it prevents strokes."),
    })
}

pub(super) fn add_message() -> Shape {
    Shape::of(AddMessage { text: text("Is the privacy notice of the study published already?") })
}

pub(super) fn route_enquiry() -> Shape {
    Shape::of(RouteEnquiry { team: Team::DataApplications })
}

pub(super) fn convert_enquiry() -> Shape {
    Shape::checked::<_, NotAReference>((|| {
        let nic = Some("DARS-NIC-900101-K4T7Q".parse::<Nic>()?);
        Ok(ConvertEnquiry { organisation: "NORTHMERE".parse()?, lead: text("applicant-lead"), nic })
    })())
}

pub(super) fn submit_application() -> Shape {
    Shape::of(SubmitApplication {})
}

/// One shape for each section, in the order of the form.
pub(super) fn sections() -> Vec<Shape> {
    SectionName::ALL.iter().map(|section| section_shape(*section).for_section(section.code())).collect()
}

fn section_shape(section: SectionName) -> Shape {
    match section {
        SectionName::Title => Shape::of(Title { title: text("Ten-year stroke outcomes after screening") }),
        SectionName::Parties => Shape::checked::<_, NotAReference>((|| {
            let controllers = vec![Controller { organisation: "NORTHMERE".parse()?, also_processes: true }];
            Ok(Parties { controllers, controller_basis: ControllerBasis::Sole, joint_arrangement: None })
        })()),
        SectionName::DataSets => Shape::of(DataSets { requests: vec![data_set_request()] }),
        SectionName::LegalBasis => {
            Shape::of(LegalBasis { gdpr_article_6: vec![text("e")], gdpr_article_9: vec![text("j")] })
        }
        SectionName::Purpose => Shape::of(Purpose {
            objective: text("To find out whether early detection prevents strokes."),
            processing_activities: text("Hospital records are linked to the study's participants."),
            lay_summary: text("People who agreed to heart-rhythm screening are followed through hospital records."),
            direct_care: false,
        }),
        SectionName::Outputs => Shape::of(Outputs { expected: text("The trial's main paper, in 2028.") }),
        SectionName::Benefits => {
            Shape::of(Benefits { expected: text("Informs screening policy: fewer strokes."), yielded: None })
        }
        SectionName::Commercial => Shape::of(Commercial { is_commercial: false, solely: false, uses: Vec::new() }),
        SectionName::Term => {
            Shape::of(Term { start: date(2025, 3, 3), end: date(2028, 3, 2), territory: Territory::EnglandAndWales })
        }
        SectionName::Evidence => Shape::of(Evidence {
            items: vec![EvidenceItem {
                title: text("Favourable opinion of the ethics committee"),
                reference: text("25/LO/0001"),
                sha256: text(SHA256),
            }],
        }),
    }
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
        minimisation_note: Some(text("Only people who consented, only diagnoses of stroke.")),
    }
}

pub(super) fn assign_case() -> Shape {
    Shape::of(AssignCase { officer: Some(text("case-officer")) })
}

pub(super) fn assess_case() -> Shape {
    let reason = text("Every participant consented, and the purpose was advised upon before.");
    Shape::of(AssessCase { step: AssessStep::NoAdviceNeeded, reason: Some(reason) })
}

pub(super) fn decide_case() -> Shape {
    let reasons = text("The use is solely commercial and benefits no patient.");
    Shape::of(Decide::Refuse { reason: RefusalReason::SolelyCommercial, reasons })
}

pub(super) fn issue_agreement() -> Shape {
    Shape::of(IssueAgreement {
        start: Some(date(2025, 3, 3)),
        end: Some(date(2028, 3, 2)),
        territory: Some(Territory::EnglandAndWales),
    })
}

pub(super) fn sign_agreement() -> Shape {
    Shape::checked::<_, NotAReference>((|| {
        Ok(SignAgreement { sha256: text(SHA256), side: Side::Organisation, organisation: "NORTHMERE".parse()? })
    })())
}

pub(super) fn publish_entry() -> Shape {
    Shape::of(PublishEntry { no_personal_names: true })
}

pub(super) fn operators_reason() -> Shape {
    Shape::of(OperatorsReason { reason: text("The organisation's record was missing and is there now.") })
}

pub(super) fn organisation() -> Shape {
    Shape::checked::<_, NotAReference>((|| {
        let organisation_type = OrganisationType::Academic;
        Ok(RegisterOrganisation { id: "NORTHMERE".parse()?, name: text("Northmere University"), organisation_type })
    })())
}

pub(super) fn membership() -> Shape {
    Shape::checked::<_, NotAReference>((|| {
        Ok(GrantMembership {
            organisation: "NORTHMERE".parse()?,
            subject: text("applicant-lead"),
            name: text("Evander Lockridge"),
            email: text("evander.lockridge@northmere.example"),
            roles: vec![MembershipRole::Lead],
            from: date(2025, 1, 1),
            until: Some(date(2029, 12, 31)),
        })
    })())
}

pub(super) fn signing_authority() -> Shape {
    Shape::checked::<_, NotAReference>((|| {
        Ok(ConfirmSigningAuthority {
            organisation: "NORTHMERE".parse()?,
            subject: text("signatory"),
            from: date(2025, 1, 1),
            until: Some(date(2029, 12, 31)),
        })
    })())
}

pub(super) fn data_set() -> Shape {
    Shape::of(RegisterDataSet {
        id: text("hes-apc"),
        name: text("Hospital Episode Statistics Admitted Patient Care"),
        scope: text("Admissions to NHS hospitals in England, from 1989 on."),
    })
}

pub(super) fn framework_contract() -> Shape {
    Shape::checked::<_, NotAReference>((|| {
        Ok(RecordFrameworkContract {
            contract: "CON-900201-B3N6W".parse()?,
            organisation: "NORTHMERE".parse()?,
            start: date(2024, 4, 1),
            end: date(2029, 3, 31),
        })
    })())
}

pub(super) fn move_clock() -> Shape {
    Shape::of(MoveClock { to: text("2025-03-03T09:00:00Z") })
}
