//! Why a command about an application is refused.

use dars_vocabulary::{FieldError, Finding, RefusalKind, Refuse};

use crate::NotAPerson;

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No such application, or not for the caller to know of.
    #[error("There is no such application.")]
    Unknown,
    /// The reference is taken.
    #[error("An application with this reference was opened before.")]
    Exists,
    /// The caller is no signed-in person.
    #[error(transparent)]
    NotAPerson(#[from] NotAPerson),
    /// Only a fact tells this.
    #[error("Only the system records this.")]
    SystemOnly,
    /// The caller has another role on the staff.
    #[error("Only a triage officer or a case officer may open an application.")]
    RoleNeeded,
    /// The caller does not draft for the applicant organisation today.
    #[error("Only a lead or collaborator of the applicant organisation may write and submit it.")]
    DrafterNeeded,
    /// No longer a draft.
    #[error("This application was submitted: it can no longer be changed.")]
    AlreadySubmitted,
    /// Rules block its submission.
    #[error("The application cannot be submitted yet: see what each rule found.")]
    RulesNotMet {
        /// What they found.
        findings: Vec<Finding>,
    },
}

impl Refuse for Refusal {
    fn kind(&self) -> RefusalKind {
        match self {
            Self::Unknown => RefusalKind::NotFound,
            Self::NotAPerson(reason) => reason.kind(),
            Self::SystemOnly | Self::RoleNeeded | Self::DrafterNeeded => RefusalKind::Forbidden,
            Self::Exists | Self::AlreadySubmitted => RefusalKind::WrongState,
            Self::RulesNotMet { .. } => RefusalKind::Unacceptable,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "application-unknown",
            Self::Exists => "application-exists",
            Self::NotAPerson(reason) => reason.code(),
            Self::SystemOnly => "system-only",
            Self::RoleNeeded => "role-needed",
            Self::DrafterNeeded => "lead-or-collaborator-needed",
            Self::AlreadySubmitted => "already-submitted",
            Self::RulesNotMet { .. } => "rules-not-met",
        }
    }

    fn detail(&self) -> String {
        self.to_string()
    }

    fn errors(&self) -> Vec<FieldError> {
        match self {
            Self::RulesNotMet { findings } => findings.iter().cloned().map(FieldError::from).collect(),
            Self::Unknown
            | Self::Exists
            | Self::NotAPerson(_)
            | Self::SystemOnly
            | Self::RoleNeeded
            | Self::DrafterNeeded
            | Self::AlreadySubmitted => Vec::new(),
        }
    }
}
