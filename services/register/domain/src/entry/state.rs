//! Where an entry stands: an agreement, and each of its versions in a stage of its own.

use std::collections::BTreeMap;

use dars_messages::facts::contracts::AgreementDocument;
use dars_vocabulary::{DocumentVersion, Nic, PersonId, Sealed};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Heard;

/// An issued version as `contracts` told it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The agreement.
    pub nic: Nic,
    /// The version.
    pub version: DocumentVersion,
    /// SHA-256 in hex of the document's canonical JSON.
    pub sha256: String,
    /// What was issued.
    pub document: Sealed<Box<AgreementDocument>>,
}

/// One version of an agreement; each stage carries exactly its own data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Version {
    /// Heard of, its content is yet to come.
    Awaited {
        /// What was told of it.
        heard: Heard,
    },
    /// Its content is here, it is not in force.
    Held {
        /// The version.
        entry: Entry,
        /// What was told of it.
        heard: Heard,
    },
    /// Waits for the publisher.
    Pending {
        /// The version.
        entry: Entry,
        /// What was told of it.
        heard: Heard,
        /// The day since which it waits.
        since: Option<Date>,
    },
    /// Stands in the public register.
    Published {
        /// The version.
        entry: Entry,
        /// What was told of it.
        heard: Heard,
        /// The day of publication in London.
        published_on: Date,
        /// The publisher, opaque and never shown.
        published_by: PersonId,
        /// Its last day in force, once its end was told outside.
        end_told: Option<Date>,
    },
}

impl Version {
    /// The stage's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Awaited { .. } => "AWAITED",
            Self::Held { .. } => "HELD",
            Self::Pending { .. } => "PENDING",
            Self::Published { .. } => "PUBLISHED",
        }
    }

    /// What was told of it.
    pub fn heard(&self) -> &Heard {
        match self {
            Self::Awaited { heard }
            | Self::Held { heard, .. }
            | Self::Pending { heard, .. }
            | Self::Published { heard, .. } => heard,
        }
    }

    pub(super) fn heard_mut(&mut self) -> &mut Heard {
        match self {
            Self::Awaited { heard }
            | Self::Held { heard, .. }
            | Self::Pending { heard, .. }
            | Self::Published { heard, .. } => heard,
        }
    }

    /// What was issued, once it came and unless it was redacted.
    pub fn document(&self) -> Option<&AgreementDocument> {
        match self {
            Self::Awaited { .. } => None,
            Self::Held { entry, .. } | Self::Pending { entry, .. } | Self::Published { entry, .. } => {
                entry.document.open().map(|document| &**document)
            }
        }
    }
}

/// An agreement of which something was heard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Known {
    /// The agreement.
    pub nic: Nic,
    /// Its versions.
    pub versions: BTreeMap<DocumentVersion, Version>,
}

impl Known {
    /// The newest version that waits for the publisher.
    pub fn newest_pending(&self) -> Option<DocumentVersion> {
        let waits = |(version, stage): (&DocumentVersion, &Version)| {
            matches!(stage, Version::Pending { .. }).then_some(*version)
        };
        self.versions.iter().rev().find_map(waits)
    }
}

/// An entry of the register.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// Not known.
    #[default]
    Absent,
    /// Something was heard of it.
    Known(Known),
}

impl State {
    /// The state's name: the stage of the version that has come furthest.
    pub fn name(&self) -> &'static str {
        let names: Vec<&str> = self.versions().map(|(_, version)| version.name()).collect();
        ["PUBLISHED", "PENDING", "HELD", "AWAITED"].into_iter().find(|name| names.contains(name)).unwrap_or("ABSENT")
    }

    /// Its versions, the oldest first.
    pub fn versions(&self) -> impl DoubleEndedIterator<Item = (DocumentVersion, &Version)> {
        let versions = match self {
            Self::Absent => None,
            Self::Known(known) => Some(&known.versions),
        };
        versions.into_iter().flatten().map(|(version, stage)| (*version, stage))
    }

    /// One of its versions.
    pub fn version(&self, version: DocumentVersion) -> Option<&Version> {
        match self {
            Self::Absent => None,
            Self::Known(known) => known.versions.get(&version),
        }
    }
}
