//! One version of an agreement, from its draft to its last signature; each stage carries exactly its own data.

use dars_messages::facts::contracts::{AgreementDocument, ConditionDue, Side};
use dars_vocabulary::{
    ApplicationContent, DocumentVersion, Nic, OrganisationId, PersonId, Sealed, code::ChangeKind, content::Condition,
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// What a version is drafted from: one approved version of one application.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Approved {
    /// The agreement.
    pub nic: Nic,
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
    /// What the decision asks for beside the standard terms.
    pub conditions: Sealed<Vec<Condition>>,
    /// Of which kind, if it changes an agreement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<ChangeKind>,
}

/// A draft.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The version it will be issued as.
    pub version: DocumentVersion,
    /// What it is drafted from.
    pub approved: Approved,
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

/// A special condition without its text: that stands in the sealed document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConditionTerm {
    /// Its number in this version.
    pub number: u32,
    /// The day by which; absent: as long as the agreement lasts.
    pub due: Option<Date>,
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
    /// The approved version it was drafted from.
    pub application_version: DocumentVersion,
    /// SHA-256 in hex of that version.
    pub application_sha256: String,
    /// Everyone who must sign, the data body last.
    pub parties: Vec<Party>,
    /// Who decides why and how data is used.
    pub controllers: Vec<OrganisationId>,
    /// Who acts on a controller's instructions; they sign nothing.
    pub processors: Vec<OrganisationId>,
    /// The special conditions.
    pub conditions: Vec<ConditionTerm>,
    /// When support under section 251 is to be reviewed, or ends, whichever comes first.
    pub section_251_until: Option<Date>,
    /// First day.
    pub start: Date,
    /// Last day, to midnight London.
    pub end: Date,
    /// The day of issue in London.
    pub issued_on: Date,
    /// The day from which it is void unless every party has signed.
    pub void_on: Date,
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
        each_once(self.parties.iter().map(|party| &party.organisation))
    }

    /// Who holds data under it and must show that it is destroyed: every controller and processor, each once.
    pub fn holders(&self) -> Vec<OrganisationId> {
        let holders = each_once(self.controllers.iter().chain(&self.processors));
        if holders.is_empty() { vec![self.organisation.clone()] } else { holders }
    }

    /// The days by which conditions are due.
    pub fn conditions_due(&self) -> Vec<ConditionDue> {
        let due = |condition: &ConditionTerm| Some(ConditionDue { number: condition.number, due: condition.due? });
        self.conditions.iter().filter_map(due).collect()
    }

    /// Whether each party is among `signatures`.
    pub(super) fn is_signed_by_all(&self, signatures: &[Signature]) -> bool {
        self.parties.iter().all(|party| signatures.iter().any(|signature| signature.party == *party))
    }

    /// Whoever may know of it: everyone who signs, and the processors.
    pub fn organisations(&self) -> Vec<OrganisationId> {
        each_once(self.parties.iter().map(|party| &party.organisation).chain(&self.processors))
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

impl Signed {
    /// The day on which it comes into force: its first, or that of the last signature if that came later.
    pub fn begins(&self) -> Date {
        self.issued.start.max(self.signed_on)
    }
}

/// Not signed in time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Void {
    /// What was issued; a new version may be issued from the same approval.
    pub issued: Issued,
    /// The day from which it is void.
    pub voided_on: Date,
}

/// A version on its way into force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Coming {
    /// Drafted, not yet issued.
    Draft(Draft),
    /// Issued; nobody has signed.
    IssuedForSignature(Issued),
    /// Some have signed.
    PartSigned(PartSigned),
    /// All have signed; that it is in force was not told yet.
    Signed(Signed),
    /// Not signed in time, for good.
    Void(Void),
}

impl Coming {
    /// The stage's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Draft(_) => "DRAFT",
            Self::IssuedForSignature(_) => "ISSUED_FOR_SIGNATURE",
            Self::PartSigned(_) => "PART_SIGNED",
            Self::Signed(_) => "SIGNED",
            Self::Void(_) => "VOID",
        }
    }

    /// What was issued, from its issue on.
    pub fn issued(&self) -> Option<&Issued> {
        match self {
            Self::Draft(_) => None,
            Self::IssuedForSignature(issued) => Some(issued),
            Self::PartSigned(part) => Some(&part.issued),
            Self::Signed(signed) => Some(&signed.issued),
            Self::Void(void) => Some(&void.issued),
        }
    }

    /// The signatures given so far.
    pub fn signatures(&self) -> &[Signature] {
        match self {
            Self::Draft(_) | Self::IssuedForSignature(_) | Self::Void(_) => &[],
            Self::PartSigned(part) => &part.signatures,
            Self::Signed(signed) => &signed.signatures,
        }
    }

    /// Its number, or that under which it will be issued.
    pub fn version(&self) -> DocumentVersion {
        match self {
            Self::Draft(draft) => draft.version,
            Self::IssuedForSignature(issued)
            | Self::PartSigned(PartSigned { issued, .. })
            | Self::Signed(Signed { issued, .. })
            | Self::Void(Void { issued, .. }) => issued.version,
        }
    }

    /// The approved version it stems from, and its hash.
    pub fn application(&self) -> (DocumentVersion, &str) {
        match self {
            Self::Draft(draft) => (draft.approved.application_version, &draft.approved.application_sha256),
            Self::IssuedForSignature(issued)
            | Self::PartSigned(PartSigned { issued, .. })
            | Self::Signed(Signed { issued, .. })
            | Self::Void(Void { issued, .. }) => (issued.application_version, &issued.application_sha256),
        }
    }

    /// Whoever may see it: of a draft the applicant and the controllers, once issued data body and processors too.
    pub fn organisations(&self) -> Vec<OrganisationId> {
        match self {
            Self::Draft(draft) => {
                let content = draft.approved.content.open();
                let controllers = content.map_or(&[][..], |content| content.controllers());
                let controllers = controllers.iter().map(|controller| &controller.organisation);
                each_once(std::iter::once(&draft.approved.organisation).chain(controllers))
            }
            Self::IssuedForSignature(issued)
            | Self::PartSigned(PartSigned { issued, .. })
            | Self::Signed(Signed { issued, .. })
            | Self::Void(Void { issued, .. }) => issued.organisations(),
        }
    }
}

/// In their order, each once.
pub(super) fn each_once<'a>(organisations: impl IntoIterator<Item = &'a OrganisationId>) -> Vec<OrganisationId> {
    let mut seen: Vec<OrganisationId> = Vec::new();
    for organisation in organisations {
        if !seen.contains(organisation) {
            seen.push(organisation.clone());
        }
    }
    seen
}
