//! What an event makes of a release.

use dars_vocabulary::Impossible;

use super::{Acknowledged, Checked, Event, Held, Made, State};

/// The state after `event`.
pub fn evolve(state: State, event: &Event) -> Result<State, Impossible> {
    let impossible = Impossible { state: state.name(), event: event.name() };
    next(state, event).ok_or(impossible)
}

/// The state after `event`, if it can follow.
fn next(state: State, event: &Event) -> Option<State> {
    match (state, event) {
        (State::Absent, Event::ReleasePlanned(produced)) => Some(State::Planned(produced.clone())),
        (State::Planned(produced) | State::Held(Held { produced, check: None, .. }), Event::ReleaseChecked(check)) => {
            Some(State::Qa(Checked { produced, check: check.clone() }))
        }
        (
            state @ (State::Planned(_) | State::Qa(_) | State::Held(_)),
            Event::ReleaseHeld { findings, held_on, asked_by: _ },
        ) => {
            let (produced, check) = (state.produced()?.clone(), state.check().cloned());
            Some(State::Held(Held { produced, check, findings: findings.clone(), held_on: *held_on }))
        }
        (
            State::Qa(Checked { produced, check }) | State::Held(Held { produced, check: Some(check), .. }),
            Event::ReleaseMade { version, released_by, released_on },
        ) => {
            let checked = Checked { produced, check };
            let (version, released_by, released_on) = (*version, *released_by, *released_on);
            Some(State::Released(Made { checked, version, released_by, released_on }))
        }
        (State::Released(made), Event::ReleaseAcknowledged { acknowledged_by, acknowledged_on }) => {
            let (acknowledged_by, acknowledged_on) = (*acknowledged_by, *acknowledged_on);
            Some(State::Acknowledged(Acknowledged { made, acknowledged_by, acknowledged_on }))
        }
        (
            State::Absent
            | State::Planned(_)
            | State::Qa(_)
            | State::Held(_)
            | State::Released(_)
            | State::Acknowledged(_),
            Event::ReleasePlanned(_)
            | Event::ReleaseChecked(_)
            | Event::ReleaseHeld { .. }
            | Event::ReleaseMade { .. }
            | Event::ReleaseAcknowledged { .. },
        ) => None,
    }
}
