//! What happens to an entry.

use dars_vocabulary::{DocumentVersion, Nic, PersonId};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{Ending, Entry, Release};

/// A domain event; each carries what its facts need.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// An issued version was kept.
    VersionReceived(Entry),
    /// It was heard that the version is in force.
    InForceNoted {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The day from which; absent in what was written before versions had one.
        #[serde(default)]
        from: Option<Date>,
    },
    /// The version waits for the publisher.
    EntryPending {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The day since which; absent in what was written before anybody counted.
        #[serde(default)]
        since: Option<Date>,
    },
    /// The version stands in the public register.
    EntryPublished {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The day of publication in London.
        published_on: Date,
        /// The publisher, opaque.
        published_by: PersonId,
    },
    /// It was heard that the version has ended.
    EndNoted {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// Its last day in force.
        ended_on: Date,
        /// How.
        #[serde(default)]
        how: Ending,
    },
    /// A published version has ended; it stays, and says so.
    EntryEnded {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// Its last day in force.
        ended_on: Date,
    },
    /// It was heard that a newer version is in force in its place.
    SupersededNoted {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The newer one.
        by: DocumentVersion,
    },
    /// It was heard that access under the version is suspended, or given back.
    AccessNoted {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// Whether it is suspended.
        suspended: bool,
        /// When, in trade time: an older word does not undo a newer one.
        at: Timestamp,
    },
    /// It was heard that the version is closed.
    ClosedNoted {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The day in London.
        closed_on: Date,
    },
    /// It was heard that data was released under the version.
    ReleaseNoted {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// What was released.
        release: Release,
    },
}

impl Event {
    /// The event's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::VersionReceived(_) => "version_received",
            Self::InForceNoted { .. } => "in_force_noted",
            Self::EntryPending { .. } => "entry_pending",
            Self::EntryPublished { .. } => "entry_published",
            Self::EndNoted { .. } => "end_noted",
            Self::EntryEnded { .. } => "entry_ended",
            Self::SupersededNoted { .. } => "superseded_noted",
            Self::AccessNoted { .. } => "access_noted",
            Self::ClosedNoted { .. } => "closed_noted",
            Self::ReleaseNoted { .. } => "release_noted",
        }
    }

    /// The agreement it is about.
    pub fn nic(&self) -> &Nic {
        match self {
            Self::VersionReceived(entry) => &entry.nic,
            Self::InForceNoted { nic, .. }
            | Self::EntryPending { nic, .. }
            | Self::EntryPublished { nic, .. }
            | Self::EndNoted { nic, .. }
            | Self::EntryEnded { nic, .. }
            | Self::SupersededNoted { nic, .. }
            | Self::AccessNoted { nic, .. }
            | Self::ClosedNoted { nic, .. }
            | Self::ReleaseNoted { nic, .. } => nic,
        }
    }

    /// The version it is about.
    pub fn version(&self) -> DocumentVersion {
        match self {
            Self::VersionReceived(entry) => entry.version,
            Self::InForceNoted { version, .. }
            | Self::EntryPending { version, .. }
            | Self::EntryPublished { version, .. }
            | Self::EndNoted { version, .. }
            | Self::EntryEnded { version, .. }
            | Self::SupersededNoted { version, .. }
            | Self::AccessNoted { version, .. }
            | Self::ClosedNoted { version, .. }
            | Self::ReleaseNoted { version, .. } => *version,
        }
    }
}
