//! What can be asked of a plan; all by the system.

use dars_vocabulary::DocumentVersion;

use super::{EndReason, Plan};

/// A command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Count to a date; a newer version's plan takes the place of an older one's.
    Plan(Plan),
    /// Remind no more.
    End {
        /// Of which version; the plan of another one stays.
        version: DocumentVersion,
        /// Why.
        reason: EndReason,
    },
    /// A date may have been reached.
    DatesPassed,
}
