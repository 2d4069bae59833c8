//! What an event makes of an entry.

use dars_vocabulary::Impossible;

use super::{Awaited, Event, Held, Published, State};

/// The state after `event`.
pub fn evolve(state: State, event: &Event) -> Result<State, Impossible> {
    let impossible = Impossible { state: state.name(), event: event.name() };
    match event {
        Event::VersionReceived(entry) => match state {
            State::Absent => Ok(State::Held(Held { entry: entry.clone(), ended_on: None })),
            State::Awaited(awaited) => Ok(State::Held(Held { entry: entry.clone(), ended_on: awaited.ended_on })),
            State::Held(_) | State::Pending(_) | State::Published(_) => Err(impossible),
        },
        Event::InForceNoted { nic, version } => match state {
            State::Absent => {
                Ok(State::Awaited(Awaited { nic: nic.clone(), version: *version, in_force: true, ended_on: None }))
            }
            State::Awaited(awaited) if !awaited.in_force => Ok(State::Awaited(Awaited { in_force: true, ..awaited })),
            State::Awaited(_) | State::Held(_) | State::Pending(_) | State::Published(_) => Err(impossible),
        },
        Event::EntryPending { .. } => match state {
            State::Held(held) => Ok(State::Pending(held)),
            State::Absent | State::Awaited(_) | State::Pending(_) | State::Published(_) => Err(impossible),
        },
        Event::EntryPublished { published_on, published_by, .. } => match state {
            // The end, if it came first, is told of the published entry by an event of its own.
            State::Pending(pending) => Ok(State::Published(Published {
                entry: pending.entry,
                published_on: *published_on,
                published_by: *published_by,
                ended_on: None,
            })),
            State::Absent | State::Awaited(_) | State::Held(_) | State::Published(_) => Err(impossible),
        },
        Event::EndNoted { nic, version, ended_on } => match state {
            State::Absent => Ok(State::Awaited(Awaited {
                nic: nic.clone(),
                version: *version,
                in_force: false,
                ended_on: Some(*ended_on),
            })),
            State::Awaited(awaited) if awaited.ended_on.is_none() => {
                Ok(State::Awaited(Awaited { ended_on: Some(*ended_on), ..awaited }))
            }
            State::Held(held) if held.ended_on.is_none() => Ok(State::Held(Held { ended_on: Some(*ended_on), ..held })),
            State::Pending(held) if held.ended_on.is_none() => {
                Ok(State::Pending(Held { ended_on: Some(*ended_on), ..held }))
            }
            State::Awaited(_) | State::Held(_) | State::Pending(_) | State::Published(_) => Err(impossible),
        },
        Event::EntryEnded { ended_on, .. } => match state {
            State::Published(published) if published.ended_on.is_none() => {
                Ok(State::Published(Published { ended_on: Some(*ended_on), ..published }))
            }
            State::Published(_) | State::Absent | State::Awaited(_) | State::Held(_) | State::Pending(_) => {
                Err(impossible)
            }
        },
    }
}
