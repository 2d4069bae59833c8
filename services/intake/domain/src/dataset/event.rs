//! What happened to a catalogue entry.

use dars_vocabulary::DataSetTraits;
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
        /// What the rules need to know of it.
        #[serde(default)]
        traits: DataSetTraits,
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
