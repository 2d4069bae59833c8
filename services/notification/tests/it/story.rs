//! The people and facts of the tests; all invented.

use dars_bus::Told;
use dars_messages::facts::{
    contracts::{AgreementActivatedV1, AgreementExpiredV1, AgreementIssuedV1, AgreementSignedV1},
    intake::{
        ApplicationPeopleV1, ApplicationSubmittedV1, EnquirerContactV1, EnquiryRaisedV1, EnquiryRoutedV1,
        MembershipGrantedV1, OrganisationRegisteredV1, PersonContactV1, SigningAuthorityConfirmedV1,
    },
    review::{ApplicationApprovedV1, ApplicationRefusedV1},
};
use dars_vocabulary::{
    DocumentVersion, EnquiryRef, MembershipRole, Nic, OrganisationId, PersonId,
    code::{EnquiryTopic, OrganisationType, RefusalReason, Team},
};
use jiff::civil::{Date, date};
use uuid::Uuid;

use crate::house::{contact, fact};

pub const LEAD: PersonId = PersonId(Uuid::from_u128(1));
pub const SIGNATORY: PersonId = PersonId(Uuid::from_u128(2));
pub const IG_LEAD: PersonId = PersonId(Uuid::from_u128(3));
pub const BODY_SIGNATORY: PersonId = PersonId(Uuid::from_u128(4));
pub const ADMINISTRATOR: PersonId = PersonId(Uuid::from_u128(5));
pub const COLLABORATOR: PersonId = PersonId(Uuid::from_u128(6));
pub const PARTNER_SIGNATORY: PersonId = PersonId(Uuid::from_u128(7));
pub const PARTNER_IG_LEAD: PersonId = PersonId(Uuid::from_u128(8));

/// Name and address of each.
pub const PEOPLE: [(PersonId, &str, &str, &str); 8] = [
    (LEAD, "lead", "Nia Moss", "nia.moss@northmere.example"),
    (SIGNATORY, "signatory", "Tom Vale", "tom.vale@northmere.example"),
    (IG_LEAD, "ig-lead", "Ada Fern", "ada.fern@northmere.example"),
    (BODY_SIGNATORY, "body-signatory", "Kit Rowe", "kit.rowe@data-body.example"),
    (ADMINISTRATOR, "administrator", "Sam Reed", "sam.reed@northmere.example"),
    (COLLABORATOR, "collaborator", "Bo Marsh", "bo.marsh@northmere.example"),
    (PARTNER_SIGNATORY, "partner-signatory", "Una Holt", "una.holt@brackwater.example"),
    (PARTNER_IG_LEAD, "partner-ig-lead", "Ivo Dale", "ivo.dale@brackwater.example"),
];
pub const ENQUIRER: (&str, &str) = ("Jo Lark", "jo.lark@northmere.example");

/// What tests call a recipient.
pub fn nickname(id: &str) -> String {
    let person = PEOPLE.iter().find(|(person, ..)| person.to_string() == id);
    person.map_or_else(|| id.to_owned(), |(_, nickname, ..)| (*nickname).to_owned())
}

pub fn nic() -> Nic {
    "DARS-NIC-900101-K4T7Q".parse().unwrap()
}

pub fn enquiry() -> EnquiryRef {
    "ENQ-2026-000412".parse().unwrap()
}

pub fn university() -> OrganisationId {
    "NORTH1".parse().unwrap()
}

pub fn body() -> OrganisationId {
    "BODY01".parse().unwrap()
}

/// A second controller.
pub fn partner() -> OrganisationId {
    "BRACK1".parse().unwrap()
}

pub const VERSION: DocumentVersion = DocumentVersion::FIRST_ISSUE;
pub const START: Date = date(2026, 11, 22);
pub const END: Date = date(2028, 3, 2);
const EARLY: &str = "2026-01-05T09:00:00Z";

/// The directory as intake tells it: organisation, members, authorities, an application with its lead.
pub fn directory() -> Vec<Told> {
    let mut told = vec![fact(
        EARLY,
        &OrganisationRegisteredV1 {
            organisation: university(),
            name: "Northmere University & Sons".to_owned(),
            organisation_type: OrganisationType::Academic,
        },
    )];
    for (person, role) in [
        (LEAD, MembershipRole::Lead),
        (SIGNATORY, MembershipRole::Signatory),
        (IG_LEAD, MembershipRole::IgLead),
        (ADMINISTRATOR, MembershipRole::Administrator),
        (COLLABORATOR, MembershipRole::Collaborator),
    ] {
        let from = date(2026, 1, 5);
        let granted = MembershipGrantedV1 { organisation: university(), person, roles: vec![role], from, until: None };
        told.push(fact(EARLY, &granted));
    }
    told.push(authority(EARLY, university(), SIGNATORY));
    told.push(authority(EARLY, body(), BODY_SIGNATORY));
    let collaborators = vec![COLLABORATOR];
    let people = ApplicationPeopleV1 { nic: nic(), organisation: university(), lead: LEAD, collaborators };
    told.push(fact("2026-10-01T09:00:00Z", &people));
    told
}

/// The second controller and its people.
pub fn partners() -> Vec<Told> {
    let from = date(2026, 1, 5);
    let ig_lead = MembershipGrantedV1 {
        organisation: partner(),
        person: PARTNER_IG_LEAD,
        roles: vec![MembershipRole::IgLead],
        from,
        until: None,
    };
    let (organisation, name) = (partner(), "Brackwater Institute".to_owned());
    let registered = OrganisationRegisteredV1 { organisation, name, organisation_type: OrganisationType::Research };
    vec![fact(EARLY, &registered), fact(EARLY, &ig_lead), authority(EARLY, partner(), PARTNER_SIGNATORY)]
}

pub fn authority(time: &str, organisation: OrganisationId, person: PersonId) -> Told {
    let confirmed = SigningAuthorityConfirmedV1 { organisation, person, from: date(2026, 1, 5), until: None };
    fact(time, &confirmed)
}

pub fn contacts() -> Vec<Told> {
    PEOPLE
        .iter()
        .map(|(person, _, name, email)| {
            let newest = PersonContactV1 { person: *person, name: (*name).to_owned(), email: (*email).to_owned() };
            contact(EARLY, &newest)
        })
        .collect()
}

pub fn enquirer() -> Told {
    let (name, email) = (ENQUIRER.0.to_owned(), ENQUIRER.1.to_owned());
    contact("2026-09-01T09:00:00Z", &EnquirerContactV1 { enquiry: enquiry(), name, email })
}

pub fn raised() -> Told {
    let topic = EnquiryTopic::NewDataRequest;
    fact("2026-09-01T09:00:00Z", &EnquiryRaisedV1 { enquiry: enquiry(), topic, answer_due: date(2026, 9, 15) })
}

pub fn routed() -> Told {
    let team = Team::DataApplications;
    fact("2026-09-02T09:00:00Z", &EnquiryRoutedV1 { enquiry: enquiry(), team, answer_due: date(2026, 9, 15) })
}

pub fn submitted() -> Told {
    let submitted = ApplicationSubmittedV1 {
        nic: nic(),
        version: DocumentVersion::FIRST_DRAFT,
        organisation: university(),
        sha256: "00".repeat(32),
        decision_due: date(2027, 1, 6),
    };
    fact("2026-10-12T09:00:00Z", &submitted)
}

pub fn approved() -> Told {
    let approved = ApplicationApprovedV1 {
        nic: nic(),
        version: DocumentVersion::FIRST_DRAFT,
        sha256: "00".repeat(32),
        organisation: university(),
        title: "Frailty after winter admissions".to_owned(),
        with_conditions: false,
        decided_on: date(2026, 11, 2),
    };
    fact("2026-11-02T09:00:00Z", &approved)
}

pub fn refused() -> Told {
    let refused = ApplicationRefusedV1 {
        nic: nic(),
        version: DocumentVersion::FIRST_DRAFT,
        reason: RefusalReason::ALL[0],
        decided_on: date(2026, 11, 2),
    };
    fact("2026-11-02T09:00:00Z", &refused)
}

pub fn issued() -> Told {
    issued_to(vec![university(), body()])
}

pub fn issued_to(signing_organisations: Vec<OrganisationId>) -> Told {
    let issued = AgreementIssuedV1 {
        nic: nic(),
        version: VERSION,
        sha256: "11".repeat(32),
        organisation: university(),
        signing_organisations,
        processors: Vec::new(),
        start: START,
        end: END,
        issued_on: date(2026, 11, 10),
        void_on: Some(date(2027, 2, 8)),
    };
    fact("2026-11-10T09:00:00Z", &issued)
}

pub fn signed() -> Told {
    let signed = AgreementSignedV1 { nic: nic(), version: VERSION, organisation: university(), start: START, end: END };
    fact("2026-11-12T09:00:00Z", &signed)
}

pub fn activation() -> AgreementActivatedV1 {
    AgreementActivatedV1 {
        nic: nic(),
        version: VERSION,
        organisation: university(),
        sha256: "11".repeat(32),
        start: START,
        end: END,
        conditions_due: Vec::new(),
        section_251_until: None,
    }
}

pub fn activated() -> Told {
    fact("2026-11-22T00:00:00Z", &activation())
}

pub fn expired() -> Told {
    fact("2028-03-03T00:00:00Z", &AgreementExpiredV1 { nic: nic(), version: VERSION, end: END })
}
