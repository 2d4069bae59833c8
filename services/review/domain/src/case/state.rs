//! Where a case stands.

use std::collections::BTreeSet;

use dars_vocabulary::{
    ApplicationContent, DocumentVersion, Nic, OrganisationId, PersonId, Sealed, code::RefusalReason,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// Not known.
    #[default]
    Absent,
    /// Being read for completeness.
    InReview {
        /// The case.
        case: Case,
        /// Who has it; `None` while it waits to be assigned.
        officer: Option<PersonId>,
    },
    /// Assessed against the standards.
    Assurance {
        /// The case.
        case: Case,
        /// Who has it.
        officer: PersonId,
    },
    /// Before an approver.
    Decision {
        /// The case.
        case: Case,
        /// Who has it.
        officer: PersonId,
    },
    /// Approved.
    Approved {
        /// The case.
        case: Case,
        /// Who had it.
        officer: PersonId,
        /// The day of the decision in London.
        decided_on: Date,
        /// Who approved it.
        approver: PersonId,
        /// Why.
        reasons: Option<Sealed<String>>,
    },
    /// Refused.
    Refused {
        /// The case.
        case: Case,
        /// Who had it.
        officer: PersonId,
        /// The day of the decision in London.
        decided_on: Date,
        /// Who refused it.
        approver: PersonId,
        /// The reason's code.
        reason: RefusalReason,
        /// The reasons in words.
        reasons: Sealed<String>,
    },
}

/// What a case is about, and everyone who ever worked on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// The application.
    pub nic: Nic,
    /// The version under review.
    pub version: DocumentVersion,
    /// The applicant organisation.
    pub organisation: OrganisationId,
    /// SHA-256 in hex of the content's canonical JSON.
    pub sha256: String,
    /// The day of submission in London.
    pub submitted_on: Date,
    /// The day by which a decision is due.
    pub decision_due: Date,
    /// What was submitted.
    pub content: Box<Sealed<ApplicationContent>>,
    /// Everyone who was ever its case officer, in any version.
    pub officers: BTreeSet<PersonId>,
    /// Everyone who ever assessed it, in any version.
    pub assessors: BTreeSet<PersonId>,
}

impl State {
    /// The state's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Absent => "ABSENT",
            Self::InReview { .. } => "IN_REVIEW",
            Self::Assurance { .. } => "ASSURANCE",
            Self::Decision { .. } => "DECISION",
            Self::Approved { .. } => "APPROVED",
            Self::Refused { .. } => "REFUSED",
        }
    }

    /// The case, once opened.
    pub fn case(&self) -> Option<&Case> {
        match self {
            Self::Absent => None,
            Self::InReview { case, .. }
            | Self::Assurance { case, .. }
            | Self::Decision { case, .. }
            | Self::Approved { case, .. }
            | Self::Refused { case, .. } => Some(case),
        }
    }

    /// Who has it, or had it when it was decided.
    pub fn officer(&self) -> Option<PersonId> {
        match self {
            Self::Absent => None,
            Self::InReview { officer, .. } => *officer,
            Self::Assurance { officer, .. }
            | Self::Decision { officer, .. }
            | Self::Approved { officer, .. }
            | Self::Refused { officer, .. } => Some(*officer),
        }
    }
}
