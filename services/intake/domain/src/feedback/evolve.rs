//! How an event changes it.

use dars_vocabulary::Impossible;

use super::{Event, State};

/// The state after `event`.
#[expect(clippy::needless_pass_by_value, reason = "every aggregate's evolve has this shape")]
pub fn evolve(state: State, event: &Event) -> Result<State, Impossible> {
    let Event::FeedbackGiven(given) = event;
    match state {
        State::Absent => Ok(State::Given(given.clone())),
        State::Given(_) => Err(Impossible { state: state.name(), event: event.name() }),
    }
}
