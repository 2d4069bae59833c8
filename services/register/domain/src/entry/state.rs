//! Where an entry stands; each stage carries exactly its own data.

use dars_messages::facts::contracts::AgreementDocument;
use dars_vocabulary::{DocumentVersion, Nic, PersonId, Sealed};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

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

/// Something was heard of an agreement whose version is yet to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Awaited {
    /// The agreement.
    pub nic: Nic,
    /// The version.
    pub version: DocumentVersion,
    /// Whether it is in force.
    pub in_force: bool,
    /// Its last day, once it has ended.
    pub ended_on: Option<Date>,
}

/// A version that is not public yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Held {
    /// The version.
    pub entry: Entry,
    /// The agreement's last day, once it has ended.
    pub ended_on: Option<Date>,
}

/// An entry of the public register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Published {
    /// The version.
    pub entry: Entry,
    /// The day of publication in London.
    pub published_on: Date,
    /// The publisher, opaque and never shown.
    pub published_by: PersonId,
    /// The agreement's last day, once it has ended.
    pub ended_on: Option<Date>,
}

/// An entry's stages.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// Not known.
    #[default]
    Absent,
    /// Heard of, its version is yet to come.
    Awaited(Awaited),
    /// Its version is here, its agreement is not in force.
    Held(Held),
    /// Waits for the publisher.
    Pending(Held),
    /// Stands in the public register.
    Published(Published),
}

impl State {
    /// The state's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Absent => "ABSENT",
            Self::Awaited(_) => "AWAITED",
            Self::Held(_) => "HELD",
            Self::Pending(_) => "PENDING",
            Self::Published(_) => "PUBLISHED",
        }
    }

    /// The version it is about.
    pub fn version(&self) -> Option<DocumentVersion> {
        match self {
            Self::Absent => None,
            Self::Awaited(awaited) => Some(awaited.version),
            Self::Held(held) | Self::Pending(held) => Some(held.entry.version),
            Self::Published(published) => Some(published.entry.version),
        }
    }

    /// The agreement's last day, once it was heard that it has ended.
    pub fn ended_on(&self) -> Option<Date> {
        match self {
            Self::Absent => None,
            Self::Awaited(awaited) => awaited.ended_on,
            Self::Held(held) | Self::Pending(held) => held.ended_on,
            Self::Published(published) => published.ended_on,
        }
    }
}
