//! How an event changes it.

use dars_vocabulary::Impossible;

use super::{Event, State};

/// The state after `event`.
pub fn evolve(state: State, event: &Event) -> Result<State, Impossible> {
    match (state, event) {
        (State::Absent, Event::ImprovementPublished(improvement)) => Ok(State::Published(improvement.clone())),
        (State::Published(improvement), Event::ImprovementWithdrawn { .. }) => Ok(State::Withdrawn(improvement)),
        (state @ (State::Published(_) | State::Withdrawn(_)), Event::ImprovementPublished(_))
        | (state @ (State::Absent | State::Withdrawn(_)), Event::ImprovementWithdrawn { .. }) => {
            Err(Impossible { state: state.name(), event: event.name() })
        }
    }
}
