//! What is known of a data set.

use dars_vocabulary::DataSetTraits;
use serde::{Deserialize, Serialize};

/// A catalogue entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// Not in the catalogue.
    #[default]
    Absent,
    /// In the catalogue.
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
}

impl State {
    /// The state's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Absent => "ABSENT",
            Self::Registered { .. } => "REGISTERED",
        }
    }
}
