//! What happened to it.

use dars_vocabulary::Sealed;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Improvement;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// Everyone can read it.
    ImprovementPublished(Improvement),
    /// It is taken back.
    ImprovementWithdrawn {
        /// The day in London.
        withdrawn_on: Date,
        /// Why.
        reason: Sealed<String>,
    },
}

impl Event {
    /// The event's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::ImprovementPublished(_) => "improvement_published",
            Self::ImprovementWithdrawn { .. } => "improvement_withdrawn",
        }
    }
}
