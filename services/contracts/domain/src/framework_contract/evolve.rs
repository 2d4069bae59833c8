//! What an event makes of a framework contract.

use dars_vocabulary::Impossible;

use super::{Event, State};

/// The state after `event`.
pub fn evolve(state: State, event: &Event) -> Result<State, Impossible> {
    match (state, event) {
        (State::Absent, Event::FrameworkContractRecorded(contract)) => Ok(State::Recorded(contract.clone())),
        (State::Recorded(contract), Event::FrameworkContractActivated(_)) => Ok(State::Activated(contract)),
        (state @ (State::Recorded(_) | State::Activated(_)), Event::FrameworkContractRecorded(_))
        | (state @ (State::Absent | State::Activated(_)), Event::FrameworkContractActivated(_)) => {
            Err(Impossible { state: state.name(), event: event.name() })
        }
    }
}
