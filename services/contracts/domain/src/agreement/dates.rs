//! What the dates make true: computed for every question, told once by the sweep.

use dars_vocabulary::calendar::days_after;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Event, Signed, State};

/// An agreement is said to be expiring from this many days before its last day (domain.md §4).
pub const EXPIRING_DAYS: i64 = 90;

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
    /// In force.
    Active,
    /// In force, and ends within 90 days.
    Expiring,
    /// Was in force; its last day has passed.
    Expired,
}

/// What the agreement is on `day`, today or later, whatever the sweep has told.
pub fn status_on(state: &State, day: Date) -> Status {
    match state {
        State::Absent => Status::Absent,
        State::Draft(_) => Status::Draft,
        State::IssuedForSignature(_) => Status::IssuedForSignature,
        State::PartSigned(_) => Status::PartSigned,
        State::Signed(signed) | State::Expired(signed) => signed_status_on(signed, day),
        State::Active(active) => signed_status_on(&active.signed, day),
    }
}

fn signed_status_on(signed: &Signed, day: Date) -> Status {
    if day > signed.issued.end {
        Status::Expired
    } else if day < signed.issued.start.max(signed.signed_on) {
        Status::Signed
    } else if day >= expiring_from(signed) {
        Status::Expiring
    } else {
        Status::Active
    }
}

/// Whether the agreement is in force on `day`: signed by every party, begun, and not past its last day.
pub fn in_force_on(state: &State, day: Date) -> bool {
    matches!(status_on(state, day), Status::Active | Status::Expiring)
}

/// The earliest London date on which `DatesPassed` would tell something; the sweep's index.
pub fn next_due(state: &State) -> Option<Date> {
    match state {
        State::Absent | State::Draft(_) | State::IssuedForSignature(_) | State::PartSigned(_) | State::Expired(_) => {
            None
        }
        State::Signed(signed) => Some(signed.issued.start),
        State::Active(active) if active.expiring_told => active.signed.issued.end.tomorrow().ok(),
        State::Active(active) => Some(expiring_from(&active.signed)),
    }
}

/// What is to be told by `today`, in order of date; several at once when the clock jumped.
pub(super) fn due(state: &State, today: Date) -> Vec<Event> {
    let (signed, active, expiring_told) = match state {
        State::Absent | State::Draft(_) | State::IssuedForSignature(_) | State::PartSigned(_) | State::Expired(_) => {
            return Vec::new();
        }
        State::Signed(signed) => (signed, false, false),
        State::Active(active) => (&active.signed, true, active.expiring_told),
    };
    let issued = &signed.issued;
    if !active && today < issued.start {
        return Vec::new();
    }
    let mut events = Vec::new();
    if !active {
        events.push(Event::AgreementActivated {
            nic: issued.nic.clone(),
            version: issued.version,
            organisation: issued.organisation.clone(),
            sha256: issued.sha256.clone(),
            start: issued.start,
            end: issued.end,
        });
    }
    if !expiring_told && expiring_from(signed) <= today {
        events.push(Event::AgreementExpiring { nic: issued.nic.clone(), version: issued.version, end: issued.end });
    }
    if issued.end < today {
        events.push(Event::AgreementExpired { nic: issued.nic.clone(), version: issued.version, end: issued.end });
    }
    events
}

fn expiring_from(signed: &Signed) -> Date {
    days_after(signed.issued.end, -EXPIRING_DAYS)
}
