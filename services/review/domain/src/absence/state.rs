//! An officer's absences.

use dars_vocabulary::PersonId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The absences of one officer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// None was ever recorded.
    #[default]
    Absent,
    /// Some were.
    Known(Known),
}

/// An officer who was, is, or will be away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Who.
    pub officer: PersonId,
    /// All of them, by number.
    pub absences: Vec<Absence>,
}

/// Days on which someone acts for an officer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    /// Its number, from 1.
    pub number: u32,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Who acts for them.
    pub covered_by: PersonId,
    /// From this day on nobody does any more.
    pub called_off_from: Option<Date>,
}

impl State {
    /// The state's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Absent => "ABSENT",
            Self::Known(_) => "KNOWN",
        }
    }

    /// All absences, by number.
    pub fn absences(&self) -> &[Absence] {
        match self {
            Self::Absent => &[],
            Self::Known(known) => &known.absences,
        }
    }
}

impl Absence {
    /// The last day on which someone acts for them; `None`: it never begins.
    pub fn last_day(&self) -> Option<Date> {
        let until = self.called_off_from.and_then(|day| day.yesterday().ok());
        let last = until.map_or(self.to, |until| until.min(self.to));
        if last < self.from { None } else { Some(last) }
    }

    /// Whether someone acts for them on `day`.
    pub fn covers(&self, day: Date) -> bool {
        self.from <= day && self.last_day().is_some_and(|last| day <= last)
    }
}
