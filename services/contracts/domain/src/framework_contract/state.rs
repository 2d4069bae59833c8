//! Where a framework contract stands.

use dars_vocabulary::{ContractRef, OrganisationId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A signed framework contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    /// Its reference.
    pub contract: ContractRef,
    /// The one legal entity it binds.
    pub organisation: OrganisationId,
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

impl Contract {
    /// Whether it is in force on `day`; both its first and its last day count.
    pub fn is_active_on(&self, day: Date) -> bool {
        self.start <= day && day <= self.end
    }
}

/// A framework contract's stages. Whether it is in force is computed from its dates, never stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// Not known.
    #[default]
    Absent,
    /// Recorded; that it is in force was not told yet.
    Recorded(Contract),
    /// That it is in force was told.
    Activated(Contract),
}

impl State {
    /// The state's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Absent => "ABSENT",
            Self::Recorded(_) => "RECORDED",
            Self::Activated(_) => "ACTIVATED",
        }
    }

    /// The contract, if it is known.
    pub fn contract(&self) -> Option<&Contract> {
        match self {
            Self::Absent => None,
            Self::Recorded(contract) | Self::Activated(contract) => Some(contract),
        }
    }
}

/// Whether the framework contract is in force on `day`, whatever was told.
pub fn is_active_on(state: &State, day: Date) -> bool {
    state.contract().is_some_and(|contract| contract.is_active_on(day))
}

/// The earliest London date on which `DatesPassed` would emit something.
pub fn next_due(state: &State) -> Option<Date> {
    match state {
        State::Recorded(contract) => Some(contract.start),
        State::Absent | State::Activated(_) => None,
    }
}
