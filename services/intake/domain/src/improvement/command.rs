//! What can be asked of it.

use dars_vocabulary::Actor;
use jiff::Timestamp;

use super::Improvement;

/// A command about one change of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Tell everyone.
    Publish(Improvement),
    /// Take it back: it was not so, or is not any more.
    Withdraw {
        /// Why; kept, not published.
        reason: String,
    },
}

/// What a decision about it needs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Trade time.
    pub now: Timestamp,
    /// Technical time.
    pub technical_now: Timestamp,
    /// Who asks.
    pub actor: Actor,
}
