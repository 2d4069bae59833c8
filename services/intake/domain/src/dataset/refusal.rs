//! Why a command about a data set is refused.

use dars_vocabulary::{FieldError, RefusalKind, Refuse};

use crate::rules::person::NotAPerson;

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No signed-in person.
    #[error(transparent)]
    Person(#[from] NotAPerson),
    /// Not who produces data.
    #[error("Only who produces data for the body changes the catalogue.")]
    DataProductionNeeded,
    /// Fixtures and files are loaded by ourselves.
    #[error("The catalogue's file is loaded by the system; no caller may do it.")]
    SystemOnly,
    /// The id is taken.
    #[error("A data set with this id stands in the catalogue with another name, scope or traits.")]
    Exists,
    /// Somebody wrote it, and a file does not undo that.
    #[error("Somebody revised this entry; an edition of the file does not undo that.")]
    RevisedByHand,
    /// Another edition was loaded already.
    #[error("This entry is from edition {loaded} already: give the file a higher one with each change.")]
    NewerEdition {
        /// Which one.
        loaded: u32,
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
            Self::Person(not) => not.kind(),
            Self::DataProductionNeeded | Self::SystemOnly => RefusalKind::Forbidden,
            Self::Exists | Self::RevisedByHand | Self::NewerEdition { .. } => RefusalKind::WrongState,
            Self::Unacceptable { .. } => RefusalKind::Unacceptable,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Person(not) => not.code(),
            Self::DataProductionNeeded => "data-production-needed",
            Self::SystemOnly => "system-only",
            Self::Exists => "data-set-exists",
            Self::RevisedByHand => "revised-by-hand",
            Self::NewerEdition { .. } => "newer-edition",
            Self::Unacceptable { .. } => "values-unacceptable",
        }
    }

    fn detail(&self) -> String {
        self.to_string()
    }

    fn errors(&self) -> Vec<FieldError> {
        match self {
            Self::Unacceptable { errors } => errors.clone(),
            Self::Person(_)
            | Self::DataProductionNeeded
            | Self::SystemOnly
            | Self::Exists
            | Self::RevisedByHand
            | Self::NewerEdition { .. } => Vec::new(),
        }
    }
}
