//! What happens to a framework contract.

use serde::{Deserialize, Serialize};

use super::Contract;

/// A domain event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// It was recorded; nothing is told outside until it is in force.
    FrameworkContractRecorded(Contract),
    /// Its first day has come.
    FrameworkContractActivated(Contract),
}

impl Event {
    /// The event's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::FrameworkContractRecorded(_) => "framework_contract_recorded",
            Self::FrameworkContractActivated(_) => "framework_contract_activated",
        }
    }
}
