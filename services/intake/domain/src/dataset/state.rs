//! What is known of a data set.

use dars_vocabulary::{DataSetEntry, DataSetTraits};
use serde::{Deserialize, Serialize};

/// A catalogue entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// Not in the catalogue.
    #[default]
    Absent,
    /// In the catalogue, by what the rules need to know of it.
    Registered {
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
    /// In the catalogue, with its entry.
    Listed {
        /// Its id.
        dataset: String,
        /// The entry.
        entry: Box<DataSetEntry>,
        /// The edition of the catalogue's file that it is from; absent: somebody wrote it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        edition: Option<u32>,
    },
}

impl State {
    /// The state's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Absent => "ABSENT",
            Self::Registered { .. } => "REGISTERED",
            Self::Listed { .. } => "LISTED",
        }
    }

    /// Its id and entry, if it is in the catalogue.
    pub fn entry(&self) -> Option<(&str, DataSetEntry)> {
        match self {
            Self::Absent => None,
            Self::Registered { dataset, name, scope, traits } => {
                Some((dataset, DataSetEntry::of(name.clone(), scope.clone(), traits.clone())))
            }
            Self::Listed { dataset, entry, .. } => Some((dataset, DataSetEntry::clone(entry))),
        }
    }
}
