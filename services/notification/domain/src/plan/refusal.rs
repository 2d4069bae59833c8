//! Why a plan says no.

use dars_vocabulary::{RefusalKind, Refuse};

/// A refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// People do not plan reminders.
    #[error("Only the system itself plans reminders.")]
    SystemOnly,
    /// The same edition was planned for another date or thing.
    #[error("These reminders were planned otherwise already.")]
    PlannedOtherwise,
}

impl Refuse for Refusal {
    fn kind(&self) -> RefusalKind {
        match self {
            Self::SystemOnly => RefusalKind::Forbidden,
            Self::PlannedOtherwise => RefusalKind::WrongState,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::SystemOnly => "system-only",
            Self::PlannedOtherwise => "planned-otherwise",
        }
    }

    fn detail(&self) -> String {
        self.to_string()
    }
}
