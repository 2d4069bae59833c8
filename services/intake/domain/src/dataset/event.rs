//! What happened to a catalogue entry.

use serde::{Deserialize, Serialize};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// It stands in the catalogue.
    DatasetRegistered {
        /// Its id.
        dataset: String,
        /// Its current name.
        name: String,
        /// What it covers.
        scope: String,
    },
}

impl Event {
    /// The event's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::DatasetRegistered { .. } => "dataset_registered",
        }
    }
}
