//! Why a command about a data set is refused.

use dars_vocabulary::{FieldError, RefusalKind, Refuse};

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The catalogue comes from fixtures for now.
    #[error("The catalogue is loaded by the system; no caller may change it.")]
    SystemOnly,
    /// The id is taken.
    #[error("A data set with this id stands in the catalogue with another name, scope or traits.")]
    Exists,
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
            Self::SystemOnly => RefusalKind::Forbidden,
            Self::Exists => RefusalKind::WrongState,
            Self::Unacceptable { .. } => RefusalKind::Unacceptable,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::SystemOnly => "system-only",
            Self::Exists => "data-set-exists",
            Self::Unacceptable { .. } => "values-unacceptable",
        }
    }

    fn detail(&self) -> String {
        self.to_string()
    }

    fn errors(&self) -> Vec<FieldError> {
        match self {
            Self::Unacceptable { errors } => errors.clone(),
            Self::SystemOnly | Self::Exists => Vec::new(),
        }
    }
}
