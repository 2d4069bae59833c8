//! How an event changes what is known of a data set.

use dars_vocabulary::Impossible;

use super::{Event, State};

/// The state after `event`.
#[expect(clippy::needless_pass_by_value, reason = "every aggregate's evolve has this shape")]
pub fn evolve(state: State, event: &Event) -> Result<State, Impossible> {
    let Event::DatasetRegistered { dataset, name, scope, traits } = event;
    match state {
        State::Absent => Ok(State::Registered {
            dataset: dataset.clone(),
            name: name.clone(),
            scope: scope.clone(),
            traits: traits.clone(),
        }),
        State::Registered { .. } => Err(Impossible { state: state.name(), event: event.name() }),
    }
}
