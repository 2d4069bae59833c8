//! What happened to an officer's absences.

use dars_vocabulary::PersonId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// An absence is known.
    AbsenceRecorded {
        /// Who is away.
        officer: PersonId,
        /// Its number, from 1.
        number: u32,
        /// The first day.
        from: Date,
        /// The last day.
        to: Date,
        /// Who acts for them.
        covered_by: PersonId,
        /// Who said so.
        by: PersonId,
    },
    /// It ends earlier, or never begins.
    AbsenceCalledOff {
        /// Who was away.
        officer: PersonId,
        /// Which absence.
        number: u32,
        /// From this day on nobody acts for them any more.
        from: Date,
        /// Who said so.
        by: PersonId,
    },
}

impl Event {
    /// The event's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::AbsenceRecorded { .. } => "absence_recorded",
            Self::AbsenceCalledOff { .. } => "absence_called_off",
        }
    }
}
