//! Why a command about absences is refused.

use dars_vocabulary::{FieldError, RefusalKind, Refuse};

use crate::NotAPerson;

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The caller is no signed-in person.
    #[error(transparent)]
    NotAPerson(#[from] NotAPerson),
    /// Absences are the staff's own matter.
    #[error("Only a case officer or a team manager may do this.")]
    RoleNeeded,
    /// A case officer speaks for themself alone.
    #[error("Only a team manager says that someone else is away.")]
    TeamManagerNeeded,
    /// No such absence.
    #[error("There is no such absence.")]
    Unknown,
    /// It is over already.
    #[error("This absence is over, or was called off.")]
    Over,
    /// Two would act at once.
    #[error("This officer is away on some of these days already: call that off first.")]
    Overlaps,
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
            Self::NotAPerson(reason) => reason.kind(),
            Self::RoleNeeded | Self::TeamManagerNeeded => RefusalKind::Forbidden,
            Self::Unknown => RefusalKind::NotFound,
            Self::Over | Self::Overlaps => RefusalKind::WrongState,
            Self::Unacceptable { .. } => RefusalKind::Unacceptable,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::NotAPerson(reason) => reason.code(),
            Self::RoleNeeded => "role-needed",
            Self::TeamManagerNeeded => "team-manager-needed",
            Self::Unknown => "absence-unknown",
            Self::Over => "absence-over",
            Self::Overlaps => "absence-overlaps",
            Self::Unacceptable { .. } => "values-unacceptable",
        }
    }

    fn detail(&self) -> String {
        self.to_string()
    }

    fn errors(&self) -> Vec<FieldError> {
        match self {
            Self::Unacceptable { errors } => errors.clone(),
            Self::NotAPerson(_)
            | Self::RoleNeeded
            | Self::TeamManagerNeeded
            | Self::Unknown
            | Self::Over
            | Self::Overlaps => Vec::new(),
        }
    }
}
