//! What can be asked of a release.

use dars_messages::requests::contracts::ReleaseContent;
use dars_vocabulary::{Nic, ReleaseRef};

/// A command.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Produce it; nothing leaves yet (data production).
    Plan {
        /// The reference it was allotted.
        release: ReleaseRef,
        /// The agreement.
        nic: Nic,
        /// What it is.
        content: Box<ReleaseContent>,
    },
    /// Check it (data production, another person than produced it).
    Check,
    /// Let it out, if the gate V40 is open; else it is held (data production).
    Make,
    /// Say that it arrived (a member of the recipient).
    Acknowledge,
}
