//! Why feedback is not taken.

use dars_vocabulary::{FieldError, RefusalKind, Refuse};

use crate::NotAPerson;

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Only a signed-in person.
    #[error(transparent)]
    NotAPerson(#[from] NotAPerson),
    /// They were not asked; or there is no such thing, which they learn as little.
    #[error("You have not been asked about this. See GET /feedback/requests for what you have been asked about.")]
    NotAsked,
    /// They have said it.
    #[error("You have told us already; it is never changed.")]
    GivenAlready,
    /// Too late.
    #[error("The days in which this could be told are over.")]
    Over,
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
            Self::NotAsked => RefusalKind::NotFound,
            Self::GivenAlready | Self::Over => RefusalKind::WrongState,
            Self::Unacceptable { .. } => RefusalKind::Unacceptable,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::NotAPerson(not) => not.code(),
            Self::NotAsked => "feedback-not-asked",
            Self::GivenAlready => "feedback-given-already",
            Self::Over => "feedback-over",
            Self::Unacceptable { .. } => "values-unacceptable",
        }
    }

    fn detail(&self) -> String {
        self.to_string()
    }

    fn errors(&self) -> Vec<FieldError> {
        match self {
            Self::Unacceptable { errors } => errors.clone(),
            Self::NotAPerson(_) | Self::NotAsked | Self::GivenAlready | Self::Over => Vec::new(),
        }
    }
}
