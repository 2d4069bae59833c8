//! What happened to the attachments of an application.

use dars_messages::requests::intake::Explanation;
use dars_vocabulary::{DocumentVersion, Nic, PersonId, Sealed};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{File, Format, Numbers, Scan, TextRead};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// A file was added.
    AttachmentAdded {
        /// The application.
        nic: Nic,
        /// Its number, never used twice.
        number: u32,
        /// The day in London.
        added_on: Date,
        /// By whom.
        added_by: PersonId,
        /// What it is.
        format: Format,
        /// How many bytes.
        size: u64,
        /// Whether its text was read.
        text: TextRead,
        /// The NHS numbers in it.
        numbers: Numbers,
        /// What the scanner said so far.
        scan: Scan,
        /// Name and hash: the hash of a short text could be guessed, so it can be forgotten as well.
        file: Sealed<File>,
    },
    /// It is no part of what is handed in next.
    AttachmentRemoved {
        /// The application.
        nic: Nic,
        /// Which one.
        number: u32,
        /// The day in London.
        removed_on: Date,
        /// By whom.
        removed_by: PersonId,
    },
    /// Why the numbers in it are none of a person.
    AttachmentExplained {
        /// The application.
        nic: Nic,
        /// Which one.
        number: u32,
        /// Why.
        reason: Explanation,
        /// In words.
        note: Option<Sealed<String>>,
        /// By whom.
        explained_by: PersonId,
    },
    /// Why numbers in a field are none of a person.
    TextExplained {
        /// The application.
        nic: Nic,
        /// JSON pointer of the field.
        pointer: String,
        /// Which numbers.
        numbers: Sealed<Vec<String>>,
        /// Why.
        reason: Explanation,
        /// In words.
        note: Option<Sealed<String>>,
        /// By whom.
        explained_by: PersonId,
    },
    /// The scanner found nothing.
    AttachmentPassed {
        /// The application.
        nic: Nic,
        /// Which one.
        number: u32,
        /// The day in London.
        scanned_on: Date,
    },
    /// The scanner found something: it is refused.
    AttachmentRefused {
        /// The application.
        nic: Nic,
        /// Which one.
        number: u32,
        /// The day in London.
        scanned_on: Date,
    },
    /// A version was handed in, with these.
    AttachmentsHandedIn {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// SHA-256 of the application's content in hex.
        sha256: String,
        /// Their numbers; each is bound to its bytes by its own entry.
        attachments: Vec<u32>,
    },
}

impl Event {
    /// The event's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::AttachmentAdded { .. } => "attachment_added",
            Self::AttachmentRemoved { .. } => "attachment_removed",
            Self::AttachmentExplained { .. } => "attachment_explained",
            Self::TextExplained { .. } => "text_explained",
            Self::AttachmentPassed { .. } => "attachment_passed",
            Self::AttachmentRefused { .. } => "attachment_refused",
            Self::AttachmentsHandedIn { .. } => "attachments_handed_in",
        }
    }
}
