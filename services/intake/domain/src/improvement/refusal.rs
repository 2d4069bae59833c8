//! Why it is refused.

use dars_vocabulary::{FieldError, RefusalKind, Refuse};

use crate::NotAPerson;

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Only a signed-in person.
    #[error(transparent)]
    NotAPerson(#[from] NotAPerson),
    /// Not their part.
    #[error("Only a team manager publishes what the service changed.")]
    RoleNeeded,
    /// No such change.
    #[error("There is no such change.")]
    Unknown,
    /// The reference is taken.
    #[error("This reference is taken.")]
    Exists,
    /// Taken back before.
    #[error("It was withdrawn already.")]
    WithdrawnAlready,
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
            Self::NotAPerson(not) => not.kind(),
            Self::RoleNeeded => RefusalKind::Forbidden,
            Self::Unknown => RefusalKind::NotFound,
            Self::Exists | Self::WithdrawnAlready => RefusalKind::WrongState,
            Self::Unacceptable { .. } => RefusalKind::Unacceptable,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::NotAPerson(not) => not.code(),
            Self::RoleNeeded => "role-needed",
            Self::Unknown => "change-unknown",
            Self::Exists => "change-exists",
            Self::WithdrawnAlready => "change-withdrawn",
            Self::Unacceptable { .. } => "values-unacceptable",
        }
    }

    fn detail(&self) -> String {
        self.to_string()
    }

    fn errors(&self) -> Vec<FieldError> {
        match self {
            Self::Unacceptable { errors } => errors.clone(),
            Self::NotAPerson(_) | Self::RoleNeeded | Self::Unknown | Self::Exists | Self::WithdrawnAlready => {
                Vec::new()
            }
        }
    }
}
