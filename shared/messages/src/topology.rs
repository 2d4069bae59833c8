//! Every subject, stream, durable and queue group of the bus, and who may hear what. Nothing else names them.

use serde::{Deserialize, Serialize};

/// A service that owns facts, or asks for things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    /// Enquiries, applications, organisations, catalogue.
    Intake,
    /// Cases and decisions.
    Review,
    /// Framework contracts and agreements.
    Contracts,
    /// Contacts, reminders, mails.
    Notification,
    /// The public register.
    Register,
    /// The web door: owns no facts, sends every request.
    Portal,
}

/// Whether downstream teams may hear a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// A product: no personal data, no free text.
    Public,
    /// Whole versions, and what only services need; never granted to a team.
    Internal,
}

impl Owner {
    /// The services with a database and a stream, in the order of the flow.
    pub const SERVICES: [Self; 5] = [Self::Intake, Self::Review, Self::Contracts, Self::Notification, Self::Register];

    /// The name in subjects, databases, users and paths.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Intake => "intake",
            Self::Review => "review",
            Self::Contracts => "contracts",
            Self::Notification => "notification",
            Self::Register => "register",
            Self::Portal => "portal",
        }
    }

    /// The service of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::SERVICES.into_iter().chain([Self::Portal]).find(|owner| owner.name() == name)
    }

    /// The stream of its facts.
    pub const fn stream(self) -> &'static str {
        match self {
            Self::Intake => "DARS_INTAKE",
            Self::Review => "DARS_REVIEW",
            Self::Contracts => "DARS_CONTRACTS",
            Self::Notification => "DARS_NOTIFICATION",
            Self::Register => "DARS_REGISTER",
            Self::Portal => "DARS_PORTAL",
        }
    }

    /// The stream of its contacts, if it owns any.
    pub const fn contact_stream(self) -> Option<&'static str> {
        match self {
            Self::Intake => Some("DARS_CONTACTS_INTAKE"),
            _ => None,
        }
    }

    /// Whose facts it hears.
    pub const fn hears(self) -> &'static [Self] {
        match self {
            Self::Intake => &[Self::Review, Self::Contracts, Self::Notification],
            Self::Review => &[Self::Intake, Self::Contracts, Self::Notification],
            Self::Contracts => &[Self::Review, Self::Intake],
            Self::Notification => &[Self::Intake, Self::Review, Self::Contracts, Self::Register],
            Self::Register => &[Self::Contracts, Self::Intake],
            Self::Portal => &[],
        }
    }

    /// Which of `owner`'s facts it hears; its durable delivers no others.
    pub const fn hears_of(self, owner: Self) -> &'static [&'static str] {
        match (self, owner) {
            (Self::Intake, Self::Review) => &[
                "case_opened",
                "case_officer",
                "case_papers",
                "case_assigned",
                "case_moved",
                "application_returned",
                "return_reasons",
                "clarification_text",
                "clarification_raised",
                "clarification_resolved",
                "advice_scheduled",
                "advice_recorded",
                "advice_corrected",
                "decision_reasons",
                "decision_deferred",
                "application_approved",
                "application_refused",
                "decision_review_requested",
                "decision_reviewed",
                "redacted",
            ],
            (Self::Intake, Self::Contracts) => &[
                "framework_contract_activated",
                "framework_contract_ended",
                "agreement_drafted",
                "agreement_issued",
                "agreement_signature_recorded",
                "agreement_signed",
                "agreement_activated",
                "agreement_expiring",
                "agreement_expired",
                "agreement_voided",
                "agreement_suspended",
                "agreement_reinstated",
                "agreement_terminated",
                "agreement_superseded",
                "destruction_due",
                "agreement_closed",
                "data_released",
                "redacted",
            ],
            (Self::Intake | Self::Review, Self::Notification) => &["privacy_notice_checked", "redacted"],
            (Self::Review, Self::Contracts) => {
                &["framework_contract_activated", "framework_contract_ended", "redacted"]
            }
            (Self::Review, Self::Intake) => &[
                "organisation_registered",
                "organisation_renamed",
                "organisation_assured",
                "membership_granted",
                "application_people",
                "dataset_registered",
                "application_version",
                "application_submitted",
                "application_withdrawn",
                "application_lapsed",
                "clarification_answer",
                "clarification_answered",
                "early_view",
                "redacted",
            ],
            (Self::Contracts, Self::Intake) => &[
                "organisation_registered",
                "organisation_renamed",
                "organisation_assured",
                "membership_granted",
                "signing_authority_confirmed",
                "dataset_registered",
                "application_people",
                "application_version",
                "application_withdrawn",
                "redacted",
            ],
            (Self::Contracts, Self::Review) => &["application_approved", "decision_made", "redacted"],
            (Self::Notification, Self::Intake) => &[
                "organisation_registered",
                "organisation_renamed",
                "organisation_assured",
                "membership_granted",
                "signing_authority_confirmed",
                "enquiry_raised",
                "enquiry_routed",
                "enquiry_asked",
                "enquiry_replied",
                "enquiry_closed",
                "enquiry_reopened",
                "enquiry_link_renewed",
                "enquiry_numbers_removed",
                "enquiry_incident_suspected",
                "application_people",
                "application_proposed",
                "application_redirected",
                "application_opened",
                "privacy_notice_named",
                "application_submitted",
                "application_withdrawn",
                "application_lapsed",
                "clarification_answered",
                "early_view_given",
                "change_opened",
                "redacted",
            ],
            (Self::Notification, Self::Review) => &[
                "case_assigned",
                "application_returned",
                "clarification_raised",
                "clarification_resolved",
                "advice_scheduled",
                "advice_recorded",
                "decision_deferred",
                "application_approved",
                "application_refused",
                "decision_review_requested",
                "decision_reviewed",
                "redacted",
            ],
            (Self::Notification, Self::Contracts) => &[
                "framework_contract_issued",
                "framework_contract_signature_recorded",
                "framework_contract_activated",
                "framework_contract_ended",
                "agreement_issued",
                "agreement_signature_recorded",
                "agreement_signed",
                "agreement_activated",
                "agreement_expired",
                "agreement_voided",
                "agreement_suspended",
                "agreement_reinstated",
                "agreement_terminated",
                "agreement_superseded",
                "destruction_due",
                "certificate_submitted",
                "certificate_queried",
                "certificate_accepted",
                "destruction_overdue",
                "agreement_closed",
                "condition_met",
                "data_released",
                "release_held",
                "service_agreement_moved",
                "redacted",
            ],
            (Self::Notification, Self::Register) => &["entry_published", "redacted"],
            (Self::Register, Self::Contracts) => &[
                "agreement_version",
                "agreement_activated",
                "agreement_expired",
                "agreement_suspended",
                "agreement_reinstated",
                "agreement_terminated",
                "agreement_superseded",
                "agreement_closed",
                "data_released",
                "redacted",
            ],
            (Self::Register, Self::Intake) => {
                &["organisation_registered", "organisation_renamed", "dataset_registered", "redacted"]
            }
            _ => &[],
        }
    }

    /// Whose contacts it hears: `notification` alone.
    pub const fn hears_contacts(self) -> &'static [Self] {
        match self {
            Self::Notification => &[Self::Intake],
            _ => &[],
        }
    }
}

impl std::fmt::Display for Owner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// The first token of every subject of ours.
pub const ROOT: &str = "dars";

/// The subject of a fact; the reference is the last token, so one agreement can be followed by itself.
pub fn fact_subject(owner: Owner, name: &str, version: u32, reference: &str) -> String {
    format!("{ROOT}.{owner}.{name}.v{version}.{reference}")
}

/// The subjects of an owner's stream of facts.
pub fn fact_stream_subjects(owner: Owner) -> String {
    format!("{ROOT}.{owner}.*.*.*")
}

/// The subjects of one fact, about anything.
pub fn fact_filter(owner: Owner, name: &str, version: u32) -> String {
    format!("{ROOT}.{owner}.{name}.v{version}.*")
}

/// The subject of a contact.
pub fn contact_subject(owner: Owner, name: &str, version: u32, id: &str) -> String {
    format!("{ROOT}.contacts.{owner}.{name}.v{version}.{id}")
}

/// The subjects of an owner's stream of contacts.
pub fn contact_stream_subjects(owner: Owner) -> String {
    format!("{ROOT}.contacts.{owner}.*.*.*")
}

/// The subject of a request.
pub fn request_subject(service: Owner, action: &str) -> String {
    format!("{ROOT}.rpc.{service}.{action}")
}

/// The subjects of all requests to a service.
pub fn request_subjects(service: Owner) -> String {
    format!("{ROOT}.rpc.{service}.>")
}

/// The queue group that a service's replicas share.
pub fn queue_group(service: Owner) -> String {
    format!("{ROOT}-{service}")
}

/// The durable with which `hearer` reads `owner`'s facts.
pub fn durable(hearer: Owner, owner: Owner) -> String {
    format!("{hearer}-{owner}")
}

/// The durable with which `hearer` reads `owner`'s contacts.
pub fn contact_durable(hearer: Owner, owner: Owner) -> String {
    format!("{hearer}-contacts-{owner}")
}

/// The durable with which a downstream team reads `owner`'s facts.
pub fn team_durable(team: &str, owner: Owner) -> String {
    format!("team-{team}-{owner}")
}

/// The stream that a durable of ours reads, and who owns it.
pub fn stream_of(owner: Owner, family: crate::OutgoingFamily) -> Option<&'static str> {
    match family {
        crate::OutgoingFamily::Facts => Some(owner.stream()),
        crate::OutgoingFamily::Contacts => owner.contact_stream(),
    }
}

/// The prefix of a downstream team's JetStream requests, into which its three services are imported.
pub const TEAM_API_PREFIX: &str = "DARS.API";

/// The inbox prefix of a user; each may listen to its own alone.
pub fn inbox_prefix(user: &str) -> String {
    format!("_INBOX_{user}")
}

/// `ce-source` of an owner's messages.
pub fn event_source(owner: Owner) -> String {
    format!("/{ROOT}/{owner}")
}

/// `ce-type` of a message: name and version as in its subject.
pub fn event_type(owner: Owner, name: &str, version: u32) -> String {
    format!("{ROOT}.{owner}.{name}.v{version}")
}

/// `ce-type` of a contact.
pub fn contact_type(owner: Owner, name: &str, version: u32) -> String {
    format!("{ROOT}.contacts.{owner}.{name}.v{version}")
}

/// `ce-dataschema`: where the schema of a type stands in the project.
pub fn schema_uri(event_type: &str) -> String {
    format!("urn:{ROOT}:schema:{event_type}")
}

/// The largest message, request or reply, in bytes.
pub const MAX_MESSAGE: usize = 512 * 1024;
