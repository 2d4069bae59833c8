//! Where a framework contract stands; each stage carries exactly its own data.

use dars_messages::facts::contracts::{FrameworkContractEnd, Side};
use dars_vocabulary::{Actor, ActorKind, ContractRef, OrganisationId, PersonId, Sealed, code::TerminationReason};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{FrameworkDocument, Successor};

/// Whom a framework contract binds, and between which days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    /// Its reference.
    pub contract: ContractRef,
    /// The one legal entity it binds.
    pub organisation: OrganisationId,
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

impl Contract {
    /// Whether it is in force on `day`; both its first and its last day count.
    pub fn is_active_on(&self, day: Date) -> bool {
        self.start <= day && day <= self.end
    }
}

/// Asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The contract.
    pub contract: ContractRef,
    /// The organisation it shall bind.
    pub organisation: OrganisationId,
    /// Who asked, opaque.
    pub requested_by: PersonId,
}

/// Its terms are set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Whom it shall bind, and when.
    pub terms: Contract,
    /// The version of the template.
    pub template_version: String,
    /// The case officer who set them, opaque.
    pub drafted_by: PersonId,
}

/// Issued for signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    /// What is signed; it holds neither names nor free text.
    pub document: FrameworkDocument,
    /// SHA-256 in hex that both signatures must quote.
    pub sha256: String,
    /// The day of issue in London.
    pub issued_on: Date,
    /// The case officer who issued it, opaque.
    pub issued_by: PersonId,
}

/// One signature. It keeps signatory, side and time until its retention ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// For which side.
    pub side: Side,
    /// Who signed, opaque.
    pub signatory: PersonId,
    /// When they had signed in, in technical time.
    pub authenticated_at: Timestamp,
    /// When they signed, in trade time.
    pub at: Timestamp,
    /// SHA-256 in hex of what they signed.
    pub sha256: String,
}

/// Signed by one side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartSigned {
    /// What was issued.
    pub issued: Issued,
    /// The one signature.
    pub signature: Signature,
}

/// What was issued here, with whatever signatures it has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Papers {
    /// What was issued.
    pub issued: Issued,
    /// The signatures, in the order they were given.
    pub signatures: Vec<Signature>,
}

/// Signed by both sides, here or elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// Whom it binds, and when.
    pub terms: Contract,
    /// What was signed here; absent: it was recorded as signed elsewhere.
    pub papers: Option<Papers>,
    /// The day of the last signature in London; of one signed elsewhere its first day.
    pub signed_on: Date,
    /// The contract that takes its place, and when.
    pub successor: Option<Successor>,
}

impl Signed {
    /// The first day in force: neither before its start nor before the last signature.
    pub fn from(&self) -> Date {
        self.terms.start.max(self.signed_on)
    }

    /// The last day in force, as far as is known now.
    pub fn last_day(&self) -> Date {
        let replaced = self.successor.as_ref().and_then(|successor| successor.from.yesterday().ok());
        replaced.map_or(self.terms.end, |day| day.min(self.terms.end))
    }

    /// Between which days it is in force, as far as is known now.
    pub fn in_force(&self) -> Contract {
        Contract { start: self.from(), end: self.last_day(), ..self.terms.clone() }
    }
}

/// In force, as was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Active {
    /// What was signed.
    pub signed: Signed,
    /// Whether it was told that it ends soon.
    pub expiring_told: bool,
}

/// How an officer ended it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Termination {
    /// Why.
    pub reason: TerminationReason,
    /// In words, for the organisation and staff.
    pub note: Option<Sealed<String>>,
    /// Who ended it, opaque.
    pub terminated_by: PersonId,
}

/// Over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// The contract.
    pub contract: ContractRef,
    /// The organisation it bound, or was to bind.
    pub organisation: OrganisationId,
    /// Its terms, if they were ever set.
    pub terms: Option<Contract>,
    /// What was issued here.
    pub papers: Option<Papers>,
    /// Its last day.
    pub ended_on: Date,
    /// Why.
    pub why: FrameworkContractEnd,
    /// How an officer ended it, if one did.
    pub termination: Option<Termination>,
}

/// A framework contract's stages. Its status on a date is computed by [`super::status_on`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// Not known.
    #[default]
    Absent,
    /// Asked for.
    Requested(Request),
    /// Its terms are set; not yet issued.
    Draft(Draft),
    /// Issued; nobody has signed.
    Issued(Issued),
    /// One side has signed.
    PartSigned(PartSigned),
    /// Both have signed; that it is in force was not told yet.
    Signed(Signed),
    /// That it is in force was told.
    Active(Active),
    /// That it is over was told.
    Ended(Ended),
}

impl State {
    /// The state's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Absent => "ABSENT",
            Self::Requested(_) => "REQUESTED",
            Self::Draft(_) => "DRAFT",
            Self::Issued(_) => "ISSUED",
            Self::PartSigned(_) => "PART_SIGNED",
            Self::Signed(_) => "SIGNED",
            Self::Active(_) => "ACTIVE",
            Self::Ended(_) => "ENDED",
        }
    }

    /// Its reference, once it is known.
    pub fn contract(&self) -> Option<&ContractRef> {
        match self {
            Self::Absent => None,
            Self::Requested(request) => Some(&request.contract),
            Self::Ended(ended) => Some(&ended.contract),
            Self::Draft(_) | Self::Issued(_) | Self::PartSigned(_) | Self::Signed(_) | Self::Active(_) => {
                self.set_terms().map(|(contract, _, _, _)| contract)
            }
        }
    }

    /// The organisation it binds, or shall bind.
    pub fn organisation(&self) -> Option<&OrganisationId> {
        match self {
            Self::Absent => None,
            Self::Requested(request) => Some(&request.organisation),
            Self::Ended(ended) => Some(&ended.organisation),
            Self::Draft(_) | Self::Issued(_) | Self::PartSigned(_) | Self::Signed(_) | Self::Active(_) => {
                self.set_terms().map(|(_, organisation, _, _)| organisation)
            }
        }
    }

    /// Its terms, once they are set.
    pub fn terms(&self) -> Option<Contract> {
        self.set_terms().map(|(contract, organisation, start, end)| Contract {
            contract: contract.clone(),
            organisation: organisation.clone(),
            start,
            end,
        })
    }

    fn set_terms(&self) -> Option<(&ContractRef, &OrganisationId, Date, Date)> {
        let terms = match self {
            Self::Absent | Self::Requested(_) => return None,
            Self::Issued(issued) | Self::PartSigned(PartSigned { issued, .. }) => {
                let document = &issued.document;
                return Some((&document.contract, &document.organisation, document.start, document.end));
            }
            Self::Draft(draft) => &draft.terms,
            Self::Signed(signed) | Self::Active(Active { signed, .. }) => &signed.terms,
            Self::Ended(ended) => ended.terms.as_ref()?,
        };
        Some((&terms.contract, &terms.organisation, terms.start, terms.end))
    }

    /// What was issued here, if anything was.
    pub fn issued(&self) -> Option<&Issued> {
        match self {
            Self::Absent | Self::Requested(_) | Self::Draft(_) => None,
            Self::Issued(issued) => Some(issued),
            Self::PartSigned(part) => Some(&part.issued),
            Self::Signed(Signed { papers, .. })
            | Self::Active(Active { signed: Signed { papers, .. }, .. })
            | Self::Ended(Ended { papers, .. }) => papers.as_ref().map(|papers| &papers.issued),
        }
    }

    /// The signatures given here so far.
    pub fn signatures(&self) -> &[Signature] {
        match self {
            Self::Absent | Self::Requested(_) | Self::Draft(_) | Self::Issued(_) => &[],
            Self::PartSigned(part) => std::slice::from_ref(&part.signature),
            Self::Signed(Signed { papers, .. })
            | Self::Active(Active { signed: Signed { papers, .. }, .. })
            | Self::Ended(Ended { papers, .. }) => papers.as_ref().map_or(&[], |papers| &papers.signatures),
        }
    }

    /// What both sides signed, while it is not over.
    pub fn signed(&self) -> Option<&Signed> {
        match self {
            Self::Signed(signed) | Self::Active(Active { signed, .. }) => Some(signed),
            Self::Absent
            | Self::Requested(_)
            | Self::Draft(_)
            | Self::Issued(_)
            | Self::PartSigned(_)
            | Self::Ended(_) => None,
        }
    }

    /// Whether it is on its way to being signed.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Requested(_) | Self::Draft(_) | Self::Issued(_) | Self::PartSigned(_))
    }
}

/// Whether a caller, who belongs to `organisations`, may know of the contract: staff may, and its organisation.
pub fn visible_to(state: &State, actor: &Actor, organisations: &[OrganisationId]) -> bool {
    let Some(organisation) = state.organisation() else { return false };
    match actor.kind {
        ActorKind::System => true,
        ActorKind::Person => actor.is_any_staff() || organisations.contains(organisation),
        ActorKind::Machine | ActorKind::Public => false,
    }
}
