//! How an event changes an officer's absences.

use dars_vocabulary::Impossible;

use super::{Absence, Event, Known, State};

/// The state after `event`.
pub fn evolve(state: State, event: &Event) -> Result<State, Impossible> {
    let impossible = Impossible { state: state.name(), event: event.name() };
    match event {
        Event::AbsenceRecorded { officer, number, from, to, covered_by, .. } => {
            let mut known = match state {
                State::Absent => Known { officer: *officer, absences: Vec::new() },
                State::Known(known) => known,
            };
            known.absences.push(Absence {
                number: *number,
                from: *from,
                to: *to,
                covered_by: *covered_by,
                called_off_from: None,
            });
            Ok(State::Known(known))
        }
        Event::AbsenceCalledOff { number, from, .. } => {
            let State::Known(mut known) = state else { return Err(impossible) };
            let absence = known.absences.iter_mut().find(|absence| absence.number == *number).ok_or(impossible)?;
            absence.called_off_from = Some(*from);
            Ok(State::Known(known))
        }
    }
}
