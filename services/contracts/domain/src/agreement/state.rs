//! Where an agreement stands; each stage carries exactly its own data.

use dars_messages::facts::contracts::{AgreementDocument, Side};
use dars_vocabulary::{Actor, ActorKind, ApplicationContent, DocumentVersion, Nic, OrganisationId, PersonId, Sealed};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// What an agreement is drafted from: one approved version of one application.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The agreement.
    pub nic: Nic,
    /// The version it will be issued as.
    pub version: DocumentVersion,
    /// The applicant organisation.
    pub organisation: OrganisationId,
    /// The approved version.
    pub application_version: DocumentVersion,
    /// SHA-256 in hex of the approved content.
    pub application_sha256: String,
    /// The approved title.
    pub title: Sealed<String>,
    /// The approved sections.
    pub content: Sealed<Box<ApplicationContent>>,
}

/// Who must sign (V24).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The organisation.
    pub organisation: OrganisationId,
    /// On which side.
    pub side: Side,
}

/// One signature. It keeps signatory, role and time until its retention ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// For whom.
    pub party: Party,
    /// Who signed, opaque.
    pub signatory: PersonId,
    /// When they had signed in, in technical time.
    pub authenticated_at: Timestamp,
    /// When they signed, in trade time.
    pub at: Timestamp,
    /// SHA-256 in hex of what they signed.
    pub sha256: String,
}

/// An issued version. What is needed to go on stands beside the sealed document, so that redacting it breaks nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Issued {
    /// The agreement.
    pub nic: Nic,
    /// The version.
    pub version: DocumentVersion,
    /// The applicant organisation.
    pub organisation: OrganisationId,
    /// Everyone who must sign, the data body last.
    pub parties: Vec<Party>,
    /// First day.
    pub start: Date,
    /// Last day, to midnight London.
    pub end: Date,
    /// The day of issue in London.
    pub issued_on: Date,
    /// The case officer who issued it, opaque.
    pub issued_by: PersonId,
    /// SHA-256 in hex that every signature must quote.
    pub sha256: String,
    /// What is signed.
    pub document: Sealed<Box<AgreementDocument>>,
}

impl Issued {
    /// The organisations that must sign, each once, the data body among them.
    pub fn signing_organisations(&self) -> Vec<OrganisationId> {
        let mut organisations: Vec<OrganisationId> = Vec::new();
        for party in &self.parties {
            if !organisations.contains(&party.organisation) {
                organisations.push(party.organisation.clone());
            }
        }
        organisations
    }

    /// Whether each party is among `signatures`.
    pub(super) fn is_signed_by_all(&self, signatures: &[Signature]) -> bool {
        self.parties.iter().all(|party| signatures.iter().any(|signature| signature.party == *party))
    }
}

/// Issued, and signed by some.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartSigned {
    /// What was issued.
    pub issued: Issued,
    /// The signatures so far, in the order they were given.
    pub signatures: Vec<Signature>,
}

/// Signed by every party.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Signed {
    /// What was issued.
    pub issued: Issued,
    /// Every party's signature.
    pub signatures: Vec<Signature>,
    /// The day of the last signature in London.
    pub signed_on: Date,
}

/// In force, as was told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Active {
    /// What was signed.
    pub signed: Signed,
    /// Whether it was told that it ends soon.
    pub expiring_told: bool,
}

/// An agreement's stages. Its status on a date is computed by [`super::status_on`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// Not known.
    #[default]
    Absent,
    /// Drafted, not yet issued.
    Draft(Draft),
    /// Issued; nobody has signed.
    IssuedForSignature(Issued),
    /// Some have signed.
    PartSigned(PartSigned),
    /// All have signed; that it is in force was not told yet.
    Signed(Signed),
    /// That it is in force was told.
    Active(Active),
    /// That it has ended was told.
    Expired(Signed),
}

impl State {
    /// The state's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Absent => "ABSENT",
            Self::Draft(_) => "DRAFT",
            Self::IssuedForSignature(_) => "ISSUED_FOR_SIGNATURE",
            Self::PartSigned(_) => "PART_SIGNED",
            Self::Signed(_) => "SIGNED",
            Self::Active(_) => "ACTIVE",
            Self::Expired(_) => "EXPIRED",
        }
    }

    /// The issued version, from its issue on.
    pub fn issued(&self) -> Option<&Issued> {
        match self {
            Self::Absent | Self::Draft(_) => None,
            Self::IssuedForSignature(issued) => Some(issued),
            Self::PartSigned(part) => Some(&part.issued),
            Self::Signed(signed) | Self::Expired(signed) => Some(&signed.issued),
            Self::Active(active) => Some(&active.signed.issued),
        }
    }

    /// The signatures given so far.
    pub fn signatures(&self) -> &[Signature] {
        match self {
            Self::Absent | Self::Draft(_) | Self::IssuedForSignature(_) => &[],
            Self::PartSigned(part) => &part.signatures,
            Self::Signed(signed) | Self::Expired(signed) => &signed.signatures,
            Self::Active(active) => &active.signed.signatures,
        }
    }

    /// The organisations that may know of it: the applicant, the controllers and, once issued, the data body.
    pub fn organisations(&self) -> Vec<OrganisationId> {
        match self {
            Self::Absent => Vec::new(),
            Self::Draft(draft) => {
                let parties = draft.content.open().and_then(|content| content.parties.as_ref());
                let controllers = parties.map_or(&[][..], |parties| &parties.controllers);
                let controllers = controllers.iter().map(|controller| controller.organisation.clone());
                std::iter::once(draft.organisation.clone()).chain(controllers).collect()
            }
            Self::IssuedForSignature(issued)
            | Self::PartSigned(PartSigned { issued, .. })
            | Self::Signed(Signed { issued, .. })
            | Self::Active(Active { signed: Signed { issued, .. }, .. })
            | Self::Expired(Signed { issued, .. }) => issued.signing_organisations(),
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
