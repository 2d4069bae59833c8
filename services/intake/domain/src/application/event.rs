//! What happened to an application.

use dars_messages::facts::review::CaseStage;
use dars_vocabulary::{
    ApplicationContent, DocumentVersion, EnquiryRef, Nic, OrganisationId, PersonId, Sealed, code::RefusalReason,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How far the agreement made from an application is; later ones are greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AgreementStage {
    /// Being written by the data body.
    Draft,
    /// Waits for signatures.
    IssuedForSignature,
    /// Some have signed.
    PartSigned,
    /// All have signed.
    Signed,
    /// In force.
    Active,
    /// Ends within 90 days.
    Expiring,
    /// Its last day has passed.
    Expired,
}

/// How far which version of the agreement is; a newer version is further than any older one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AgreementProgress {
    /// The agreement's version.
    pub version: DocumentVersion,
    /// How far.
    pub stage: AgreementStage,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// A draft may be written.
    ApplicationOpened {
        /// The application.
        nic: Nic,
        /// The draft's version.
        version: DocumentVersion,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// Who leads it.
        lead: PersonId,
        /// The enquiry it came from.
        enquiry: Option<EnquiryRef>,
    },
    /// It was submitted.
    ApplicationSubmitted {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// SHA-256 in hex of the content's canonical JSON.
        sha256: String,
        /// The day of submission in London.
        submitted_on: Date,
        /// The day by which a decision is due.
        decision_due: Date,
        /// Who submitted it.
        submitted_by: PersonId,
        /// What was submitted.
        content: Box<Sealed<ApplicationContent>>,
    },
    /// Its case was opened, or moved on.
    CaseMoved {
        /// The application.
        nic: Nic,
        /// Where it stands now.
        stage: CaseStage,
    },
    /// It was approved.
    ApplicationApproved {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// Its title, public from here on.
        title: String,
        /// The day of the decision in London.
        decided_on: Date,
    },
    /// It was refused.
    ApplicationRefused {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The reason's code.
        reason: RefusalReason,
        /// The day of the decision in London.
        decided_on: Date,
    },
    /// The agreement made from it came further.
    AgreementProgressed {
        /// The application.
        nic: Nic,
        /// How far.
        progress: AgreementProgress,
    },
}

impl Event {
    /// The event's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::ApplicationOpened { .. } => "application_opened",
            Self::ApplicationSubmitted { .. } => "application_submitted",
            Self::CaseMoved { .. } => "case_moved",
            Self::ApplicationApproved { .. } => "application_approved",
            Self::ApplicationRefused { .. } => "application_refused",
            Self::AgreementProgressed { .. } => "agreement_progressed",
        }
    }
}
