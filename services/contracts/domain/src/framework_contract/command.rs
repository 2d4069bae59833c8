//! What can be asked of a framework contract.

use super::Contract;

/// A command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Record a contract that both sides have signed elsewhere (System).
    Record(Contract),
    /// The date may have made something true (System).
    DatesPassed,
}
