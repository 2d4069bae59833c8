//! Where an application stands.

use dars_vocabulary::{
    ApplicationContent, DocumentVersion, EnquiryRef, Nic, OrganisationId, PersonId, Sealed, code::RefusalReason,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::AgreementProgress;

/// An application.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// Not known.
    #[default]
    Absent,
    /// Being written.
    Draft {
        /// What it is.
        application: Application,
        /// The version being written.
        version: DocumentVersion,
    },
    /// Handed in; no case yet.
    Submitted(UnderReview),
    /// Complete and being read.
    InReview(UnderReview),
    /// Assessed against the standards.
    Assurance(UnderReview),
    /// Before an approver.
    Decision(UnderReview),
    /// Approved; an agreement follows.
    Approved {
        /// What was decided upon.
        review: UnderReview,
        /// Its title, public from here on.
        title: String,
        /// The day of the decision in London.
        decided_on: Date,
    },
    /// Refused, for good.
    Refused {
        /// What was decided upon.
        review: UnderReview,
        /// The reason's code.
        reason: RefusalReason,
        /// The day of the decision in London.
        decided_on: Date,
    },
}

/// What an application is from its first day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// Its reference.
    pub nic: Nic,
    /// The applicant organisation.
    pub organisation: OrganisationId,
    /// Who leads it.
    pub lead: PersonId,
    /// The enquiry it came from.
    pub enquiry: Option<EnquiryRef>,
}

/// One submitted version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// The version.
    pub version: DocumentVersion,
    /// SHA-256 in hex of the content's canonical JSON.
    pub sha256: String,
    /// The day of submission in London.
    pub submitted_on: Date,
    /// The day by which a decision is due.
    pub decision_due: Date,
    /// What was submitted.
    pub content: Box<Sealed<ApplicationContent>>,
}

/// A submitted application, and what is known of the agreement made from it. `contracts` may be heard before
/// `review`, so the agreement may be known before the approval is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnderReview {
    /// What it is.
    pub application: Application,
    /// What was submitted.
    pub submission: Submission,
    /// How far the agreement is.
    pub agreement: Option<AgreementProgress>,
}

impl State {
    /// The state's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Absent => "ABSENT",
            Self::Draft { .. } => "DRAFT",
            Self::Submitted(_) => "SUBMITTED",
            Self::InReview(_) => "IN_REVIEW",
            Self::Assurance(_) => "ASSURANCE",
            Self::Decision(_) => "DECISION",
            Self::Approved { .. } => "APPROVED",
            Self::Refused { .. } => "REFUSED",
        }
    }

    /// What it is, once opened.
    pub fn application(&self) -> Option<&Application> {
        match self {
            Self::Draft { application, .. } => Some(application),
            Self::Absent => None,
            Self::Submitted(_)
            | Self::InReview(_)
            | Self::Assurance(_)
            | Self::Decision(_)
            | Self::Approved { .. }
            | Self::Refused { .. } => self.review().map(|review| &review.application),
        }
    }

    /// What was submitted, once it was.
    pub fn review(&self) -> Option<&UnderReview> {
        match self {
            Self::Absent | Self::Draft { .. } => None,
            Self::Submitted(review)
            | Self::InReview(review)
            | Self::Assurance(review)
            | Self::Decision(review)
            | Self::Approved { review, .. }
            | Self::Refused { review, .. } => Some(review),
        }
    }
}
