//! Whether everyone can read it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What we changed, and because of what. Public words of ours, so nothing of it is sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Improvement {
    /// The day from which on it is different.
    pub changed_on: Date,
    /// What people told us.
    pub heard: String,
    /// What we changed.
    pub changed: String,
}

/// One change of ours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// Not there.
    #[default]
    Absent,
    /// Everyone can read it.
    Published(Improvement),
    /// Taken back; it stays on record.
    Withdrawn(Improvement),
}

impl State {
    /// The state's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Absent => "ABSENT",
            Self::Published(_) => "PUBLISHED",
            Self::Withdrawn(_) => "WITHDRAWN",
        }
    }
}
