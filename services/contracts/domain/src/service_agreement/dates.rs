//! What the dates make true: computed for every question, told once by the sweep.

use dars_rules::policy::SERVICE_AGREEMENT_CLOSING;
use dars_vocabulary::calendar::days_after;
use jiff::civil::Date;

use super::{Event, Ordered, State};

/// Whether users may work under it on `day`, whatever the sweep has told.
pub fn is_active_on(state: &State, day: Date) -> bool {
    match state {
        State::Active(running) => {
            let quoted = &running.ordered.quoted;
            quoted.start <= day && day <= quoted.end
        }
        State::Absent
        | State::Quoted(_)
        | State::Ordered(_)
        | State::Signed(_)
        | State::Provisioned(_)
        | State::Ending(_)
        | State::Closed(_) => false,
    }
}

/// The earliest London date on which `DatesPassed` would tell something while the agreement it belongs to lasts.
pub fn next_due(state: &State) -> Option<Date> {
    match state {
        State::Absent | State::Closed(_) => None,
        State::Quoted(_) | State::Ordered(_) | State::Signed(_) | State::Provisioned(_) | State::Active(_) => {
            state.quoted().map(|quoted| days_after(quoted.end, 1))
        }
        State::Ending(ending) => Some(closes_on(ending.ended_on)),
    }
}

fn closes_on(ended_on: Date) -> Date {
    days_after(ended_on, i64::from(SERVICE_AGREEMENT_CLOSING.value))
}

/// What is to be told by `today`, in order of date; several at once when the clock jumped. `agreement_ended_on`: the last
/// day of the agreement it belongs to, once that is over.
pub(super) fn due(state: &State, agreement_ended_on: Option<Date>, today: Date) -> Vec<Event> {
    let ended_on = |own: Date| match agreement_ended_on {
        Some(day) => Some(day.min(own)),
        None => (own < today).then_some(own),
    };
    match state {
        State::Absent | State::Closed(_) => Vec::new(),
        // Nobody works there yet: nothing is left to be cleared.
        State::Quoted(quoted) | State::Ordered(Ordered { quoted, .. }) => {
            ended_on(quoted.end).map(|ended_on| Event::ServiceAgreementClosed { ended_on }).into_iter().collect()
        }
        State::Signed(running) | State::Provisioned(running) | State::Active(running) => {
            ended_on(running.ordered.quoted.end).map_or_else(Vec::new, |ended_on| {
                let mut events = vec![Event::ServiceAgreementEnding { ended_on }];
                events.extend(closed(ended_on, today));
                events
            })
        }
        State::Ending(ending) => closed(ending.ended_on, today).into_iter().collect(),
    }
}

fn closed(ended_on: Date, today: Date) -> Option<Event> {
    (closes_on(ended_on) <= today).then_some(Event::ServiceAgreementClosed { ended_on })
}
