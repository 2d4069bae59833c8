//! Where an agreement stands: the version in or past force, and at most one next version on its way.

use dars_vocabulary::{Actor, ActorKind, DocumentVersion, OrganisationId, PersonId, Sealed, code::SuspensionReason};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Closed, Coming, Destruction, Draft, Ended, Issued, Party, Signature, Signed, Why, version::each_once};

/// Access is suspended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    /// Why.
    pub reason: SuspensionReason,
    /// In words, for staff alone.
    pub note: Option<Sealed<String>>,
    /// Who suspended it, opaque.
    pub by: PersonId,
    /// The day in London.
    pub on: Date,
    /// What the first of two said who would give access back.
    pub proposal: Option<Proposal>,
}

/// The first of the two who give access back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Who, opaque.
    pub by: PersonId,
    /// The day in London.
    pub on: Date,
    /// Why.
    pub reason: Sealed<String>,
}

/// That a special condition is met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Met {
    /// The condition's number.
    pub number: u32,
    /// Who accepted it, opaque.
    pub by: PersonId,
    /// The day in London.
    pub on: Date,
    /// What shows it.
    pub evidence: Sealed<String>,
}

/// The version of which it was told that it is in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Current {
    /// What was signed.
    pub signed: Signed,
    /// Whether it was told that it ends soon.
    pub expiring_told: bool,
    /// The conditions that were met.
    pub met: Vec<Met>,
    /// Its suspension; it outlasts the end, so that a next version does not give access back by itself.
    pub suspension: Option<Suspension>,
    /// How far it has come, as was told.
    pub stage: Stage,
}

/// How far a version that came into force has come, as was told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Stage {
    /// Not over.
    InForce,
    /// Over.
    Ended(Ended),
    /// Over; what was held must be destroyed.
    DestructionDue(Destruction),
    /// Over, and what was held is destroyed.
    Closed(Closed),
}

impl Stage {
    /// How it ended, once it has.
    pub fn ended(&self) -> Option<&Ended> {
        match self {
            Self::InForce => None,
            Self::Ended(ended) => Some(ended),
            Self::DestructionDue(destruction) => Some(&destruction.ended),
            Self::Closed(closed) => Some(&closed.destruction.ended),
        }
    }

    /// What must be destroyed, or was.
    pub fn destruction(&self) -> Option<&Destruction> {
        match self {
            Self::InForce | Self::Ended(_) => None,
            Self::DestructionDue(destruction) => Some(destruction),
            Self::Closed(closed) => Some(&closed.destruction),
        }
    }

    /// Whether it was ended before its last day.
    pub fn is_terminated(&self) -> bool {
        self.ended().is_some_and(|ended| matches!(ended.why, Why::Terminated { .. }))
    }
}

/// A version came into force; perhaps its next one is on its way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// The version in or past force.
    pub current: Current,
    /// The next one.
    pub next: Option<Coming>,
}

/// An agreement. What it is on a date is computed by [`super::status_on`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// Not known.
    #[default]
    Absent,
    /// Its first version is on its way.
    Coming(Box<Coming>),
    /// A version came into force.
    Standing(Box<Standing>),
}

impl State {
    /// The name of the stage that was told last, of the version in force or else of the first one.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Absent => "ABSENT",
            Self::Coming(coming) => coming.name(),
            Self::Standing(standing) => match &standing.current.stage {
                Stage::InForce if standing.current.suspension.is_some() => "SUSPENDED",
                Stage::InForce => "ACTIVE",
                Stage::Ended(Ended { why: Why::Expired, .. }) => "EXPIRED",
                Stage::Ended(Ended { why: Why::Terminated { .. }, .. }) => "TERMINATED",
                Stage::DestructionDue(_) => "DESTRUCTION_DUE",
                Stage::Closed(_) => "CLOSED",
            },
        }
    }

    /// The version that came into force.
    pub fn current(&self) -> Option<&Current> {
        match self {
            Self::Absent | Self::Coming(_) => None,
            Self::Standing(standing) => Some(&standing.current),
        }
    }

    /// The version on its way: the first, or the next beside one that came into force.
    pub fn coming(&self) -> Option<&Coming> {
        match self {
            Self::Absent => None,
            Self::Coming(coming) => Some(coming),
            Self::Standing(standing) => standing.next.as_ref(),
        }
    }

    /// The draft that waits to be issued.
    pub fn draft(&self) -> Option<&Draft> {
        match self.coming()? {
            Coming::Draft(draft) => Some(draft),
            Coming::IssuedForSignature(_) | Coming::PartSigned(_) | Coming::Signed(_) | Coming::Void(_) => None,
        }
    }

    /// What was issued of the version that came into force, or else of the first one on its way.
    pub fn issued(&self) -> Option<&Issued> {
        match self {
            Self::Absent => None,
            Self::Coming(coming) => coming.issued(),
            Self::Standing(standing) => Some(&standing.current.signed.issued),
        }
    }

    /// Its signatures.
    pub fn signatures(&self) -> &[Signature] {
        match self {
            Self::Absent => &[],
            Self::Coming(coming) => coming.signatures(),
            Self::Standing(standing) => &standing.current.signed.signatures,
        }
    }

    /// The applicant organisation.
    pub fn organisation(&self) -> Option<&OrganisationId> {
        let of_draft = || self.draft().map(|draft| &draft.approved.organisation);
        self.issued().map(|issued| &issued.organisation).or_else(of_draft)
    }

    /// The latest approved version that something was drafted from, and its hash.
    pub fn application(&self) -> Option<(DocumentVersion, &str)> {
        let of_current = self.current().map(|current| {
            let issued = &current.signed.issued;
            (issued.application_version, issued.application_sha256.as_str())
        });
        self.coming().map(Coming::application).or(of_current)
    }

    /// The organisations that may know of it: the applicant, the controllers and, once issued, data body and
    /// processors; of both versions.
    pub fn organisations(&self) -> Vec<OrganisationId> {
        let current = self.current().map(|current| current.signed.issued.organisations()).unwrap_or_default();
        let coming = self.coming().map(Coming::organisations).unwrap_or_default();
        each_once(current.iter().chain(&coming))
    }
}

/// The parties of a version whose signature is missing.
pub fn still_to_sign(coming: &Coming) -> Vec<&Party> {
    match coming {
        Coming::Draft(_) | Coming::Signed(_) | Coming::Void(_) => Vec::new(),
        Coming::IssuedForSignature(issued) => issued.parties.iter().collect(),
        Coming::PartSigned(part) => {
            let given = |party: &&Party| !part.signatures.iter().any(|signature| signature.party == **party);
            part.issued.parties.iter().filter(given).collect()
        }
    }
}

/// Whether a caller, who belongs to `organisations`, may know of the agreement: staff may, and its parties.
pub fn visible_to(state: &State, actor: &Actor, organisations: &[OrganisationId]) -> bool {
    match actor.kind {
        ActorKind::System => true,
        ActorKind::Person => {
            actor.is_any_staff() || state.organisations().iter().any(|party| organisations.contains(party))
        }
        ActorKind::Machine | ActorKind::Public => false,
    }
}
