//! How an event changes what is known of a data set.

use dars_vocabulary::Impossible;

use super::{Event, State};

/// The state after `event`.
pub fn evolve(state: State, event: &Event) -> Result<State, Impossible> {
    match (state, event) {
        (State::Absent, Event::DatasetRegistered { dataset, name, scope, traits }) => Ok(State::Registered {
            dataset: dataset.clone(),
            name: name.clone(),
            scope: scope.clone(),
            traits: traits.clone(),
        }),
        (state @ (State::Registered { .. } | State::Listed { .. }), Event::DatasetRegistered { .. }) => {
            Err(Impossible { state: state.name(), event: event.name() })
        }
        (
            State::Absent | State::Registered { .. } | State::Listed { .. },
            Event::EntrySaved { dataset, entry, edition },
        ) => Ok(State::Listed { dataset: dataset.clone(), entry: entry.clone(), edition: *edition }),
    }
}
