//! What a catalogue entry can be asked; by fixtures alone, for now.

use dars_vocabulary::{Actor, DataSetTraits};
use jiff::Timestamp;

/// A command about one data set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Take a data set into the catalogue.
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
