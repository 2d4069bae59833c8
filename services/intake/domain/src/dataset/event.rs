//! What happened to a catalogue entry.

use dars_vocabulary::{DataSetEntry, DataSetTraits};
use serde::{Deserialize, Serialize};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// It stands in the catalogue, by what the rules need to know of it.
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
    /// Its entry stands in the catalogue, for the first time or anew.
    EntrySaved {
        /// Its id.
        dataset: String,
        /// The entry.
        entry: Box<DataSetEntry>,
        /// The edition of the catalogue's file that it is from; absent: somebody wrote it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        edition: Option<u32>,
    },
}

impl Event {
    /// The event's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::DatasetRegistered { .. } => "dataset_registered",
            Self::EntrySaved { .. } => "entry_saved",
        }
    }
}
