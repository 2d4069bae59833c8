//! What happens to an entry.

use dars_vocabulary::{DocumentVersion, Nic, PersonId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Entry;

/// A domain event; each carries what its facts need.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// An issued version was kept.
    VersionReceived(Entry),
    /// It was heard that the agreement is in force, before its version was.
    InForceNoted {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
    },
    /// The entry waits for the publisher.
    EntryPending {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
    },
    /// The entry stands in the public register.
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
    /// The agreement of an entry that is not published has ended.
    EndNoted {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The agreement's last day.
        ended_on: Date,
    },
    /// The agreement of a published entry has ended; the entry stays, and says so.
    EntryEnded {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The agreement's last day.
        ended_on: Date,
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
        }
    }
}
