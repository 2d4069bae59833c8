//! What can be asked about an officer's absences.

use dars_vocabulary::{Actor, PersonId};
use jiff::{Timestamp, civil::Date};

/// A command about the absences of one officer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// They will be away.
    Record {
        /// Who.
        officer: PersonId,
        /// The first day.
        from: Date,
        /// The last day.
        to: Date,
        /// Who acts for them.
        covered_by: PersonId,
    },
    /// They are back, or never go.
    CallOff {
        /// Which absence.
        number: u32,
    },
}

/// What a decision about absences needs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Trade time.
    pub now: Timestamp,
    /// Technical time.
    pub technical_now: Timestamp,
    /// Who asks.
    pub actor: Actor,
}
