//! What orders plans of the same thing: a newer one takes the place of an older one, never the other way round.

use dars_vocabulary::DocumentVersion;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Which of several a plan belongs to. One ladder uses one kind throughout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Edition {
    /// A version of an agreement.
    Version(DocumentVersion),
    /// A round of a clarification.
    Round(u32),
    /// When it was told, in trade time.
    At(Timestamp),
}

impl Edition {
    /// The agreement's version, where it is one.
    pub fn version(self) -> Option<DocumentVersion> {
        match self {
            Self::Version(version) => Some(version),
            Self::Round(_) | Self::At(_) => None,
        }
    }
}
