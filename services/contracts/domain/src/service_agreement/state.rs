//! Where a service agreement stands; each stage carries exactly its own data.

use dars_messages::facts::contracts::ServiceAgreementStage;
use dars_vocabulary::{
    Actor, ActorKind, Nic, OrganisationId, PersonId, Sealed, ServiceAgreementRef, code::AccessService,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ServiceQuote;
use crate::framework_contract::Signature;

/// A quote. What is needed to go on stands beside the sealed document, so that redacting it breaks nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quoted {
    /// The service agreement.
    pub service_agreement: ServiceAgreementRef,
    /// The agreement it belongs to.
    pub nic: Nic,
    /// The applicant organisation.
    pub organisation: OrganisationId,
    /// The data body.
    pub body: OrganisationId,
    /// The access service.
    pub service: AccessService,
    /// First day.
    pub start: Date,
    /// Last day, to midnight London.
    pub end: Date,
    /// SHA-256 in hex that both signatures must quote.
    pub sha256: String,
    /// The case officer who quoted it, opaque.
    pub quoted_by: PersonId,
    /// What is quoted, with its lines in words.
    pub document: Sealed<Box<ServiceQuote>>,
}

/// Ordered, and signed by some.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ordered {
    /// What was quoted.
    pub quoted: Quoted,
    /// Who ordered it, opaque.
    pub ordered_by: PersonId,
    /// The signatures so far.
    pub signatures: Vec<Signature>,
}

/// Signed by both sides, and from then on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Running {
    /// What was ordered and signed.
    pub ordered: Ordered,
    /// Who works there, opaque.
    pub users: Vec<PersonId>,
}

/// It, or the agreement it belongs to, has ended; its users are out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// What ran.
    pub running: Running,
    /// Its last day.
    pub ended_on: Date,
}

/// Over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// What was quoted.
    pub quoted: Quoted,
    /// The signatures it had.
    pub signatures: Vec<Signature>,
    /// Its last day.
    pub ended_on: Date,
}

/// A service agreement's stages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// Not known.
    #[default]
    Absent,
    /// A price was named.
    Quoted(Quoted),
    /// The organisation ordered it.
    Ordered(Ordered),
    /// Both sides signed.
    Signed(Running),
    /// The service is set up.
    Provisioned(Running),
    /// Users work, between its days.
    Active(Running),
    /// It has ended; what is left is being cleared.
    Ending(Ending),
    /// Over.
    Closed(Closed),
}

impl State {
    /// The state's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Absent => "ABSENT",
            Self::Quoted(_) => "QUOTED",
            Self::Ordered(_) => "ORDERED",
            Self::Signed(_) => "SIGNED",
            Self::Provisioned(_) => "PROVISIONED",
            Self::Active(_) => "ACTIVE",
            Self::Ending(_) => "ENDING",
            Self::Closed(_) => "CLOSED",
        }
    }

    /// Where it stands, as facts tell it.
    pub fn stage(&self) -> Option<ServiceAgreementStage> {
        match self {
            Self::Absent => None,
            Self::Quoted(_) => Some(ServiceAgreementStage::Quoted),
            Self::Ordered(_) => Some(ServiceAgreementStage::Ordered),
            Self::Signed(_) => Some(ServiceAgreementStage::Signed),
            Self::Provisioned(_) => Some(ServiceAgreementStage::Provisioned),
            Self::Active(_) => Some(ServiceAgreementStage::Active),
            Self::Ending(_) => Some(ServiceAgreementStage::Ending),
            Self::Closed(_) => Some(ServiceAgreementStage::Closed),
        }
    }

    /// What was quoted.
    pub fn quoted(&self) -> Option<&Quoted> {
        match self {
            Self::Absent => None,
            Self::Quoted(quoted)
            | Self::Closed(Closed { quoted, .. })
            | Self::Ordered(Ordered { quoted, .. })
            | Self::Signed(Running { ordered: Ordered { quoted, .. }, .. })
            | Self::Provisioned(Running { ordered: Ordered { quoted, .. }, .. })
            | Self::Active(Running { ordered: Ordered { quoted, .. }, .. })
            | Self::Ending(Ending { running: Running { ordered: Ordered { quoted, .. }, .. }, .. }) => Some(quoted),
        }
    }

    /// The signatures given so far.
    pub fn signatures(&self) -> &[Signature] {
        match self {
            Self::Absent | Self::Quoted(_) => &[],
            Self::Closed(closed) => &closed.signatures,
            Self::Ordered(ordered)
            | Self::Signed(Running { ordered, .. })
            | Self::Provisioned(Running { ordered, .. })
            | Self::Active(Running { ordered, .. })
            | Self::Ending(Ending { running: Running { ordered, .. }, .. }) => &ordered.signatures,
        }
    }

    /// Who works there, or will once it is active; nobody any more once it has ended.
    pub fn users(&self) -> &[PersonId] {
        match self {
            Self::Signed(running) | Self::Provisioned(running) | Self::Active(running) => &running.users,
            Self::Absent | Self::Quoted(_) | Self::Ordered(_) | Self::Ending(_) | Self::Closed(_) => &[],
        }
    }
}

/// Whether a caller, who belongs to `organisations`, may know of it: staff may, and the organisation that orders it.
pub fn visible_to(state: &State, actor: &Actor, organisations: &[OrganisationId]) -> bool {
    let Some(quoted) = state.quoted() else { return false };
    match actor.kind {
        ActorKind::System => true,
        ActorKind::Person => actor.is_any_staff() || organisations.contains(&quoted.organisation),
        ActorKind::Machine | ActorKind::Public => false,
    }
}
