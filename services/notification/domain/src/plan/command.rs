//! What can be asked of a plan; all by the system.

use super::{Edition, EndReason, Plan, Track};

/// A command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Count to a date; a newer edition's plan takes the place of an older one's.
    Plan(Plan),
    /// Remind no more.
    End {
        /// Of which edition; the plan of another one stays. Absent: of whichever it is.
        edition: Option<Edition>,
        /// Why.
        reason: EndReason,
    },
    /// What it counts to is settled up to an edition, even if that is planned only later: its owner is another.
    Settle {
        /// Which plan.
        track: Track,
        /// Up to which edition.
        edition: Edition,
    },
    /// A date may have been reached.
    DatesPassed,
}
