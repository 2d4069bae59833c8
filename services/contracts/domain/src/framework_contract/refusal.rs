//! Why a framework contract says no.

use dars_vocabulary::{RefusalKind, Refuse};

/// A refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// People do not record contracts in this form.
    #[error("Only the system itself records framework contracts that were signed elsewhere.")]
    SystemOnly,
    /// The last day lies before the first.
    #[error("The last day lies before the first: correct the dates.")]
    EndBeforeStart,
    /// The reference is taken by a contract with other terms.
    #[error("This reference was recorded with another organisation or other dates: check the reference.")]
    AlreadyRecorded,
}

impl Refuse for Refusal {
    fn kind(&self) -> RefusalKind {
        match self {
            Self::SystemOnly => RefusalKind::Forbidden,
            Self::EndBeforeStart => RefusalKind::Unacceptable,
            Self::AlreadyRecorded => RefusalKind::WrongState,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::SystemOnly => "system-only",
            Self::EndBeforeStart => "end-before-start",
            Self::AlreadyRecorded => "already-recorded",
        }
    }

    fn detail(&self) -> String {
        self.to_string()
    }
}
