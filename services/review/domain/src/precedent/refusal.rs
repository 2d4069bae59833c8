//! Why a command about a precedent is refused.

use dars_vocabulary::{FieldError, RefusalKind, Refuse};

use crate::NotAPerson;

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No such precedent, or not for the caller to know of.
    #[error("There is no such precedent.")]
    Unknown,
    /// The caller is no signed-in person, or signed in too long ago.
    #[error(transparent)]
    NotAPerson(#[from] NotAPerson),
    /// The caller has another role.
    #[error("Only {who} may do this.")]
    RoleNeeded {
        /// Who may.
        who: &'static str,
    },
    /// Nothing waits for an approver.
    #[error("No version of this precedent waits for an approver.")]
    NothingProposed,
    /// Nobody approves what they proposed.
    #[error("You proposed this version: another approver must approve it.")]
    ProposedByYou,
    /// Whoever made it doesn't use it.
    #[error("You proposed or approved this precedent: hand the case over to someone who did not.")]
    Maker,
    /// Nothing may rest on it today.
    #[error("No version of this precedent may be used today: it is not approved yet, has ended or has expired.")]
    NotInForce,
    /// Its last day passed before anyone approved it.
    #[error("The last day of this version is over: propose it anew.")]
    Late,
    /// Ended before.
    #[error("This precedent was ended: propose a new one.")]
    Ended,
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
            Self::RoleNeeded { .. } | Self::ProposedByYou | Self::Maker => RefusalKind::Forbidden,
            Self::NothingProposed | Self::NotInForce | Self::Late | Self::Ended => RefusalKind::WrongState,
            Self::Unacceptable { .. } => RefusalKind::Unacceptable,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "precedent-unknown",
            Self::NotAPerson(reason) => reason.code(),
            Self::RoleNeeded { .. } => "role-needed",
            Self::NothingProposed => "precedent-not-proposed",
            Self::ProposedByYou => "approver-proposed-precedent",
            Self::Maker => "precedent-maker",
            Self::NotInForce => "precedent-not-in-force",
            Self::Late => "precedent-expired",
            Self::Ended => "precedent-ended",
            Self::Unacceptable { .. } => "values-unacceptable",
        }
    }

    fn detail(&self) -> String {
        self.to_string()
    }

    fn errors(&self) -> Vec<FieldError> {
        match self {
            Self::Unacceptable { errors } => errors.clone(),
            Self::Unknown
            | Self::NotAPerson(_)
            | Self::RoleNeeded { .. }
            | Self::NothingProposed
            | Self::ProposedByYou
            | Self::Maker
            | Self::NotInForce
            | Self::Late
            | Self::Ended => Vec::new(),
        }
    }
}
