//! Why a command about a case is refused.

use dars_vocabulary::{FieldError, Finding, RefusalKind, Refuse};

use crate::NotAPerson;

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No such case, or not for the caller to know of.
    #[error("There is no such case.")]
    Unknown,
    /// The caller is no signed-in person, or signed in too long ago.
    #[error(transparent)]
    NotAPerson(#[from] NotAPerson),
    /// Only a fact tells this.
    #[error("Only the system records this.")]
    SystemOnly,
    /// The caller has another role.
    #[error("Only {who} may do this.")]
    RoleNeeded {
        /// Who may.
        who: &'static str,
    },
    /// A case officer takes a case for themself alone.
    #[error("Only a team manager assigns a case to someone else.")]
    TeamManagerNeeded,
    /// Someone has it.
    #[error("This case has an officer: ask a team manager to hand it over.")]
    AlreadyAssigned,
    /// Nobody has it.
    #[error("This case has no officer yet: take it first.")]
    NotAssigned,
    /// Someone else has it.
    #[error("Only the officer who has this case may assess it.")]
    NotTheCaseOfficer,
    /// Nobody reviews their own organisation's request.
    #[error("You are a member of the applicant organisation: someone else must do this.")]
    OwnOrganisation,
    /// Not yet in assurance.
    #[error("This case is not in assurance: find it ready first.")]
    NotReady,
    /// Assessed before.
    #[error("This was assessed before: the case has moved on.")]
    AlreadyAssessed,
    /// Not yet before an approver.
    #[error("This case is not before an approver yet: its assessment comes first.")]
    NotBeforeApprover,
    /// Decided before.
    #[error("This case was decided: nothing more can be done to it.")]
    AlreadyDecided,
    /// Nobody decides upon what they worked on.
    #[error("You were case officer or assessor of this application: another approver must decide.")]
    ApproverWasCaseOfficer,
    /// Nothing is left to approve.
    #[error("The content of this application was redacted: it cannot be approved.")]
    ContentRedacted,
    /// V17 shows a reason for refusal.
    #[error("The use is of a kind that is refused: approving it despite that needs reasons.")]
    ReasonsNeededDespiteV17 {
        /// What V17 found.
        findings: Vec<Finding>,
    },
    /// Values that cannot be taken.
    #[error("Some values cannot be accepted: see each field.")]
    Unacceptable {
        /// Which.
        errors: Vec<FieldError>,
    },
}

impl Refuse for Refusal {
    fn kind(&self) -> RefusalKind {
        match self {
            Self::Unknown => RefusalKind::NotFound,
            Self::NotAPerson(reason) => reason.kind(),
            Self::SystemOnly
            | Self::RoleNeeded { .. }
            | Self::TeamManagerNeeded
            | Self::NotTheCaseOfficer
            | Self::OwnOrganisation
            | Self::ApproverWasCaseOfficer => RefusalKind::Forbidden,
            Self::AlreadyAssigned
            | Self::NotAssigned
            | Self::NotReady
            | Self::AlreadyAssessed
            | Self::NotBeforeApprover
            | Self::AlreadyDecided
            | Self::ContentRedacted => RefusalKind::WrongState,
            Self::ReasonsNeededDespiteV17 { .. } | Self::Unacceptable { .. } => RefusalKind::Unacceptable,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "case-unknown",
            Self::NotAPerson(reason) => reason.code(),
            Self::SystemOnly => "system-only",
            Self::RoleNeeded { .. } => "role-needed",
            Self::TeamManagerNeeded => "team-manager-needed",
            Self::AlreadyAssigned => "case-already-assigned",
            Self::NotAssigned => "case-not-assigned",
            Self::NotTheCaseOfficer => "not-the-case-officer",
            Self::OwnOrganisation => "own-organisation",
            Self::NotReady => "case-not-in-assurance",
            Self::AlreadyAssessed => "case-already-assessed",
            Self::NotBeforeApprover => "case-not-before-approver",
            Self::AlreadyDecided => "case-already-decided",
            Self::ApproverWasCaseOfficer => "approver-was-case-officer",
            Self::ContentRedacted => "content-redacted",
            Self::ReasonsNeededDespiteV17 { .. } => "reasons-needed-despite-v17",
            Self::Unacceptable { .. } => "values-unacceptable",
        }
    }

    fn detail(&self) -> String {
        self.to_string()
    }

    fn errors(&self) -> Vec<FieldError> {
        match self {
            Self::Unacceptable { errors } => errors.clone(),
            Self::ReasonsNeededDespiteV17 { .. } => {
                vec![FieldError { pointer: "/reasons".to_owned(), code: self.code().to_owned(), detail: self.detail() }]
            }
            Self::Unknown
            | Self::NotAPerson(_)
            | Self::SystemOnly
            | Self::RoleNeeded { .. }
            | Self::TeamManagerNeeded
            | Self::AlreadyAssigned
            | Self::NotAssigned
            | Self::NotTheCaseOfficer
            | Self::OwnOrganisation
            | Self::NotReady
            | Self::AlreadyAssessed
            | Self::NotBeforeApprover
            | Self::AlreadyDecided
            | Self::ApproverWasCaseOfficer
            | Self::ContentRedacted => Vec::new(),
        }
    }
}
