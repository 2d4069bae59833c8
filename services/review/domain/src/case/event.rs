//! What happened to a case.

use dars_vocabulary::{
    ApplicationContent, DocumentVersion, Nic, OrganisationId, PersonId, Sealed, code::RefusalReason,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// A submitted version has a case.
    CaseOpened {
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
        /// What was submitted.
        content: Box<Sealed<ApplicationContent>>,
    },
    /// It has an officer, or another one.
    CaseAssigned {
        /// The application.
        nic: Nic,
        /// Who has it.
        officer: PersonId,
        /// Who assigned it.
        by: PersonId,
    },
    /// Complete: it is in assurance.
    CaseFoundReady {
        /// The application.
        nic: Nic,
        /// Who found so.
        by: PersonId,
    },
    /// Assured, no advice needed: it is before an approver.
    AdviceFoundUnneeded {
        /// The application.
        nic: Nic,
        /// Who found so.
        by: PersonId,
        /// Why.
        reason: Sealed<String>,
    },
    /// The very version was approved.
    ApplicationApproved {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// SHA-256 in hex of what was approved.
        sha256: String,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// Its title, public from here on.
        title: String,
        /// The day of the decision in London.
        decided_on: Date,
        /// Who approved it.
        by: PersonId,
        /// Whether V17 showed a reason for refusal.
        despite_v17: bool,
        /// Why.
        reasons: Option<Sealed<String>>,
    },
    /// The very version was refused.
    ApplicationRefused {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The reason's code.
        reason: RefusalReason,
        /// The day of the decision in London.
        decided_on: Date,
        /// Who refused it.
        by: PersonId,
        /// The reasons in words.
        reasons: Sealed<String>,
    },
}

impl Event {
    /// The event's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::CaseOpened { .. } => "case_opened",
            Self::CaseAssigned { .. } => "case_assigned",
            Self::CaseFoundReady { .. } => "case_found_ready",
            Self::AdviceFoundUnneeded { .. } => "advice_found_unneeded",
            Self::ApplicationApproved { .. } => "application_approved",
            Self::ApplicationRefused { .. } => "application_refused",
        }
    }
}
