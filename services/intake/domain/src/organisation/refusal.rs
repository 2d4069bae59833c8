//! Why a command about an organisation is refused.

use dars_vocabulary::{FieldError, RefusalKind, Refuse};

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody confirms their own authority to sign.
    #[error("You cannot confirm your own authority to sign: another person must.")]
    OwnAuthority,
    /// Records come from fixtures for now.
    #[error("Organisations and their people are loaded by the system; no caller may change them.")]
    SystemOnly,
    /// Not in the records.
    #[error("There is no such organisation: register it first.")]
    Unknown,
    /// The code is taken by another entity.
    #[error("An organisation with this code is registered with another name or type.")]
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
            Self::OwnAuthority | Self::SystemOnly => RefusalKind::Forbidden,
            Self::Unknown => RefusalKind::NotFound,
            Self::Exists => RefusalKind::WrongState,
            Self::Unacceptable { .. } => RefusalKind::Unacceptable,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::OwnAuthority => "own-authority",
            Self::SystemOnly => "system-only",
            Self::Unknown => "organisation-unknown",
            Self::Exists => "organisation-exists",
            Self::Unacceptable { .. } => "values-unacceptable",
        }
    }

    fn detail(&self) -> String {
        self.to_string()
    }

    fn errors(&self) -> Vec<FieldError> {
        match self {
            Self::Unacceptable { errors } => errors.clone(),
            Self::OwnAuthority | Self::SystemOnly | Self::Unknown | Self::Exists => Vec::new(),
        }
    }
}
