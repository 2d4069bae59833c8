//! What can be asked of an entry.

use dars_vocabulary::{DocumentVersion, Nic};
use jiff::civil::Date;

use super::{Ending, Entry, Release};

/// A command.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Keep an issued version (System, on `agreement_version`).
    ReceiveVersion(Entry),
    /// Keep what was told of a version (System).
    Hear {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// What was told.
        news: News,
    },
    /// Put a version into the public register (a register publisher).
    Publish {
        /// Which one; the newest that waits, when absent.
        version: Option<DocumentVersion>,
        /// The publisher's tick: no personal names stand in it (V33).
        no_personal_names: bool,
    },
}

/// What is told of a version of an agreement, in any order and perhaps before the version itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// It is in force (`agreement_activated`).
    InForce {
        /// Its first day.
        start: Date,
    },
    /// It has ended (`agreement_expired`, `agreement_terminated`).
    Ended {
        /// How.
        how: Ending,
        /// Its last day in force.
        ended_on: Date,
    },
    /// A newer version is in force in its place (`agreement_superseded`).
    Superseded {
        /// Which one.
        by: DocumentVersion,
    },
    /// Access under it is suspended (`agreement_suspended`); why is nobody's here.
    Suspended,
    /// Access under it is given back (`agreement_reinstated`).
    Reinstated,
    /// It is closed: the data is destroyed (`agreement_closed`).
    Closed {
        /// The day in London.
        closed_on: Date,
    },
    /// Data was released under it (`data_released`).
    Released(Release),
}
