//! What a catalogue entry can be asked.

use dars_vocabulary::{Actor, DataSetEntry, DataSetTraits};
use jiff::Timestamp;

/// A command about one data set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Take a data set into the catalogue by what the rules need to know of it: from a fixture.
    Register {
        /// Its id: lower-case letters, digits and hyphens, at most 40.
        dataset: String,
        /// Its current name.
        name: String,
        /// What it covers.
        scope: String,
        /// What the rules need to know of it.
        traits: DataSetTraits,
    },
    /// Take an entry from an edition of the catalogue's own file, unless it is a newer one or somebody's own.
    Load {
        /// Its id.
        dataset: String,
        /// The entry.
        entry: Box<DataSetEntry>,
        /// Which edition of the file.
        edition: u32,
    },
    /// Put an entry in its place, the first of a data set or a revised one: by whoever produces the data.
    Save {
        /// Its id.
        dataset: String,
        /// The entry.
        entry: Box<DataSetEntry>,
    },
}

/// What a decision about a data set needs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Trade time.
    pub now: Timestamp,
    /// Technical time.
    pub technical_now: Timestamp,
    /// Who asks.
    pub actor: Actor,
}
