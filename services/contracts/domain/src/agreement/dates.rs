//! What the dates make true: computed for every question, told once by the sweep.

use dars_rules::policy::{AGREEMENT_EXPIRING, CERTIFICATE};
use dars_vocabulary::calendar::days_after;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    About, Coming, Current, Destruction, Ended, Event, PartSigned, Signed, Stage, Standing, State, Suspension, Why,
    evolve,
};
use crate::rules::v31;

/// What an agreement is on a given day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Status {
    /// Not known.
    Absent,
    /// Not yet issued.
    Draft,
    /// Nobody has signed.
    IssuedForSignature,
    /// Some have signed.
    PartSigned,
    /// All have signed; its first day is yet to come.
    Signed,
    /// Not signed in time.
    Void,
    /// In force.
    Active,
    /// In force, and ends within 90 days.
    Expiring,
    /// Its term runs, and access is suspended.
    Suspended,
    /// Was in force; its last day has passed.
    Expired,
    /// Was in force; ended before its last day.
    Terminated,
    /// Over; what was held must be destroyed.
    DestructionDue,
    /// Over; what was held is destroyed.
    Closed,
}

/// The state as the dates up to `day` have made it, whatever the sweep has told. Ask everything else of this.
pub fn as_of(state: &State, day: Date) -> State {
    caught_up(state, day).0
}

/// What the agreement is on `day`, today or later, whatever the sweep has told.
pub fn status_on(state: &State, day: Date) -> Status {
    match as_of(state, day) {
        State::Absent => Status::Absent,
        State::Coming(coming) => match *coming {
            Coming::Draft(_) => Status::Draft,
            Coming::IssuedForSignature(_) => Status::IssuedForSignature,
            Coming::PartSigned(_) => Status::PartSigned,
            Coming::Signed(_) => Status::Signed,
            Coming::Void(_) => Status::Void,
        },
        State::Standing(standing) => current_status_on(&standing.current, day),
    }
}

fn current_status_on(current: &Current, day: Date) -> Status {
    if day < current.signed.begins() {
        return Status::Signed;
    }
    match &current.stage {
        Stage::InForce if current.suspension.is_some() => Status::Suspended,
        Stage::InForce => in_term_on(&current.signed, day),
        Stage::Ended(Ended { why: Why::Expired, ended_on })
        | Stage::DestructionDue(Destruction { ended: Ended { why: Why::Expired, ended_on }, .. })
            if day <= *ended_on =>
        {
            in_term_on(&current.signed, day)
        }
        Stage::Ended(Ended { why: Why::Expired, .. }) => Status::Expired,
        Stage::Ended(Ended { why: Why::Terminated { .. }, .. }) => Status::Terminated,
        Stage::DestructionDue(_) => Status::DestructionDue,
        Stage::Closed(_) => Status::Closed,
    }
}

fn in_term_on(signed: &Signed, day: Date) -> Status {
    if day >= expiring_from(signed) { Status::Expiring } else { Status::Active }
}

/// Whether the agreement is in force on `day`, today or later: signed by every party, begun, not past its last day,
/// and neither suspended nor ended.
pub fn in_force_on(state: &State, day: Date) -> bool {
    matches!(status_on(state, day), Status::Active | Status::Expiring)
}

/// The earliest London date on which `DatesPassed` would tell something; the sweep's index.
pub fn next_due(state: &State) -> Option<Date> {
    step(state).map(|(on, _)| on)
}

/// The state as of `today`, and what is to be told to get there, in order of date; several when the clock jumped.
pub(super) fn caught_up(state: &State, today: Date) -> (State, Vec<Event>) {
    let (mut now, mut told) = (state.clone(), Vec::new());
    while let Some((_, events)) = step(&now).filter(|(on, _)| *on <= today) {
        match events.iter().try_fold(now.clone(), evolve) {
            Ok(after) => now = after,
            // Never: each step makes what the state before it accepts.
            Err(_) => break,
        }
        told.extend(events);
    }
    (now, told)
}

/// What the dates will make true next, and when.
fn step(state: &State) -> Option<(Date, Vec<Event>)> {
    match state {
        State::Absent => None,
        State::Coming(coming) => step_of_coming(coming, None),
        State::Standing(standing) => {
            let Standing { current, next } = standing.as_ref();
            let of_next = next.as_ref().and_then(|next| step_of_coming(next, Some(current)));
            let of_current = step_of_current(current).map(|(on, event)| (on, vec![event]));
            match (of_next, of_current) {
                // A version that begins the day after the last one's end supersedes it: nothing has expired.
                (Some(next), Some(current)) => Some(if next.0 <= current.0 { next } else { current }),
                (next, current) => next.or(current),
            }
        }
    }
}

fn step_of_coming(coming: &Coming, beside: Option<&Current>) -> Option<(Date, Vec<Event>)> {
    match coming {
        Coming::Draft(_) | Coming::Void(_) => None,
        Coming::IssuedForSignature(issued) | Coming::PartSigned(PartSigned { issued, .. }) => {
            let voided = Event::AgreementVoided { about: About::of(issued), voided_on: issued.void_on };
            Some((issued.void_on, vec![voided]))
        }
        Coming::Signed(signed) => {
            let superseded = beside.and_then(|current| superseded(current, signed));
            let suspended = beside.and_then(|current| still_suspended(current, signed));
            let events = superseded.into_iter().chain([activated(signed)]).chain(suspended).collect();
            Some((signed.begins(), events))
        }
    }
}

fn superseded(current: &Current, by: &Signed) -> Option<Event> {
    let over = matches!(current.stage, Stage::Closed(_));
    (!over).then(|| Event::AgreementSuperseded { about: About::of(&current.signed.issued), by: by.issued.version })
}

fn activated(signed: &Signed) -> Event {
    let issued = &signed.issued;
    Event::AgreementActivated {
        about: About::of(issued),
        sha256: issued.sha256.clone(),
        start: issued.start,
        end: issued.end,
        conditions_due: issued.conditions_due(),
        section_251_until: issued.section_251_until,
    }
}

/// A new version gives nothing back: two people do. What was said stands in the journal, once.
fn still_suspended(current: &Current, by: &Signed) -> Option<Event> {
    let suspension = current.suspension.as_ref()?;
    let suspension = Suspension { note: None, proposal: None, ..suspension.clone() };
    Some(Event::AgreementSuspended { about: About::of(&by.issued), suspension })
}

fn step_of_current(current: &Current) -> Option<(Date, Event)> {
    let issued = &current.signed.issued;
    let about = About::of(issued);
    match &current.stage {
        Stage::InForce if !current.expiring_told => {
            Some((expiring_from(&current.signed), Event::AgreementExpiring { about, end: issued.end }))
        }
        Stage::InForce => Some((issued.end.tomorrow().ok()?, Event::AgreementExpired { about, end: issued.end })),
        Stage::Ended(ended) => {
            let on = match ended.why {
                Why::Expired => ended.ended_on.tomorrow().ok()?,
                Why::Terminated { .. } => ended.ended_on,
            };
            let due_on = days_after(ended.ended_on, i64::from(CERTIFICATE.value));
            Some((on, Event::DestructionDue { about, parties: issued.holders(), due_on }))
        }
        Stage::DestructionDue(destruction) => {
            if let Some(closed_on) = v31::fulfilled_on(&destruction.parties, &destruction.certificates) {
                Some((closed_on, Event::AgreementClosed { about, closed_on }))
            } else if destruction.overdue_told || destruction.is_answered() {
                None
            } else {
                let due_on = destruction.due_on;
                Some((due_on.tomorrow().ok()?, Event::DestructionOverdue { about, due_on }))
            }
        }
        Stage::Closed(_) => None,
    }
}

fn expiring_from(signed: &Signed) -> Date {
    days_after(signed.issued.end, -i64::from(AGREEMENT_EXPIRING.value))
}
