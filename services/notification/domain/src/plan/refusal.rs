//! Why a plan says no.

use dars_vocabulary::{RefusalKind, Refuse};

/// A refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// People do not plan reminders.
    #[error("Only the system itself plans reminders.")]
    SystemOnly,
    /// The plan is another thing's: ours to mend, and never so in normal life.
    #[error("These reminders are planned for another thing already.")]
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
