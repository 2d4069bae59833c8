//! What the dates make true: computed for every question, told once by the sweep.

use dars_messages::facts::contracts::FrameworkContractEnd;
use dars_rules::policy::FRAMEWORK_CONTRACT_EXPIRING;
use dars_vocabulary::calendar::days_after;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Contract, Event, Signed, State};

/// What a framework contract is on a given day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Status {
    /// Not known.
    Absent,
    /// Asked for.
    Requested,
    /// Not yet issued.
    Draft,
    /// Nobody has signed.
    Issued,
    /// One side has signed.
    PartSigned,
    /// Both have signed; its first day is yet to come.
    Signed,
    /// In force.
    Active,
    /// In force, and ends within 90 days.
    Expiring,
    /// Its last day has passed.
    Expired,
    /// A newer one has taken its place.
    Superseded,
    /// An officer ended it.
    Terminated,
}

impl From<FrameworkContractEnd> for Status {
    fn from(why: FrameworkContractEnd) -> Self {
        match why {
            FrameworkContractEnd::Expired => Self::Expired,
            FrameworkContractEnd::Superseded => Self::Superseded,
            FrameworkContractEnd::Terminated => Self::Terminated,
        }
    }
}

/// What the framework contract is on `day`, today or later, whatever the sweep has told.
pub fn status_on(state: &State, day: Date) -> Status {
    match state {
        State::Absent => Status::Absent,
        State::Requested(_) => Status::Requested,
        State::Draft(_) => Status::Draft,
        State::Issued(_) => Status::Issued,
        State::PartSigned(_) => Status::PartSigned,
        State::Signed(signed) => signed_status_on(signed, day),
        State::Active(active) => signed_status_on(&active.signed, day),
        State::Ended(ended) => ended.why.into(),
    }
}

fn signed_status_on(signed: &Signed, day: Date) -> Status {
    if day > signed.last_day() && day >= signed.from() {
        ending(signed).into()
    } else if day < signed.from() {
        Status::Signed
    } else if day >= expiring_from(signed) {
        Status::Expiring
    } else {
        Status::Active
    }
}

fn ending(signed: &Signed) -> FrameworkContractEnd {
    if signed.successor.is_some() { FrameworkContractEnd::Superseded } else { FrameworkContractEnd::Expired }
}

/// Whether the framework contract is in force on `day`, today or later, whatever was told.
pub fn is_active_on(state: &State, day: Date) -> bool {
    state.signed().is_some_and(|signed| signed.in_force().is_active_on(day))
}

/// The earliest London date on which `DatesPassed` would tell something; the sweep's index.
pub fn next_due(state: &State) -> Option<Date> {
    match state {
        State::Absent
        | State::Requested(_)
        | State::Draft(_)
        | State::Issued(_)
        | State::PartSigned(_)
        | State::Ended(_) => None,
        State::Signed(signed) => Some(signed.from()),
        State::Active(active) => {
            let over = after_last_day(&active.signed);
            Some(if active.expiring_told { over } else { expiring_from(&active.signed).min(over) })
        }
    }
}

/// What is to be told by `today`, in order of date; several at once when the clock jumped.
pub(super) fn due(state: &State, today: Date) -> Vec<Event> {
    let (signed, active, expiring_told) = match state {
        State::Absent
        | State::Requested(_)
        | State::Draft(_)
        | State::Issued(_)
        | State::PartSigned(_)
        | State::Ended(_) => return Vec::new(),
        State::Signed(signed) => (signed, false, false),
        State::Active(active) => (&active.signed, true, active.expiring_told),
    };
    let (from, last) = (signed.from(), signed.last_day());
    if !active && today < from {
        return Vec::new();
    }
    let Contract { contract, organisation, .. } = &signed.terms;
    let mut events = Vec::new();
    // One that was replaced before it began was never in force.
    let begun = active || from <= last;
    if !active && begun {
        events.push(Event::FrameworkContractActivated(signed.in_force()));
    }
    let expiring = expiring_from(signed);
    if begun && !expiring_told && expiring <= today && expiring <= last {
        let (contract, organisation) = (contract.clone(), organisation.clone());
        events.push(Event::FrameworkContractExpiring { contract, organisation, end: signed.terms.end });
    }
    if after_last_day(signed) <= today {
        let (contract, organisation) = (contract.clone(), organisation.clone());
        events.push(Event::FrameworkContractEnded { contract, organisation, ended_on: last, why: ending(signed) });
    }
    events
}

/// The day from which it is said to be expiring.
pub fn expiring_from(signed: &Signed) -> Date {
    days_after(signed.terms.end, -i64::from(FRAMEWORK_CONTRACT_EXPIRING.value)).max(signed.from())
}

fn after_last_day(signed: &Signed) -> Date {
    days_after(signed.last_day(), 1)
}
