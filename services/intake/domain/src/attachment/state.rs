//! Which attachments an application has.

use dars_messages::requests::intake::Explanation;
use dars_vocabulary::{DocumentVersion, Nic, PersonId, Sealed};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{File, Format, Numbers, Scan, TextRead};

/// The attachments of an application.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// Nothing was ever attached or explained.
    #[default]
    Absent,
    /// There is a folder.
    Kept(Folder),
}

/// All that was attached and explained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Folder {
    /// The application.
    pub nic: Nic,
    /// Every attachment there ever was, by number.
    pub attachments: Vec<Attachment>,
    /// What was explained of the texts, the newest last.
    pub explained: Vec<Explained>,
    /// What went with each version.
    pub handed_in: Vec<HandedIn>,
}

/// An attachment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its number.
    pub number: u32,
    /// The day in London.
    pub added_on: Date,
    /// By whom.
    pub added_by: PersonId,
    /// What it is.
    pub format: Format,
    /// How many bytes.
    pub size: u64,
    /// Whether its text was read.
    pub text: TextRead,
    /// The NHS numbers in it.
    pub numbers: Numbers,
    /// Why they are none of a person.
    pub explained: Option<Explanation>,
    /// What the scanner said.
    pub scan: Scan,
    /// The day on which it was taken out, if it was.
    pub removed_on: Option<Date>,
    /// Name and hash.
    pub file: Sealed<File>,
}

/// Numbers in a field that are none of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explained {
    /// JSON pointer of the field.
    pub pointer: String,
    /// Which numbers.
    pub numbers: Sealed<Vec<String>>,
    /// Why.
    pub reason: Explanation,
}

/// What went with one version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedIn {
    /// The version.
    pub version: DocumentVersion,
    /// The numbers of the attachments.
    pub attachments: Vec<u32>,
}

impl State {
    /// The state's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Absent => "ABSENT",
            Self::Kept(_) => "KEPT",
        }
    }

    /// All that was attached, once anything was.
    pub fn folder(&self) -> Option<&Folder> {
        match self {
            Self::Absent => None,
            Self::Kept(folder) => Some(folder),
        }
    }

    /// One attachment.
    pub fn attachment(&self, number: u32) -> Option<&Attachment> {
        self.attachments().iter().find(|known| known.number == number)
    }

    /// Every attachment there ever was.
    pub fn attachments(&self) -> &[Attachment] {
        self.folder().map(|folder| folder.attachments.as_slice()).unwrap_or_default()
    }

    /// Those that go with what is handed in next.
    pub fn standing(&self) -> impl Iterator<Item = &Attachment> {
        self.attachments().iter().filter(|known| known.stands())
    }

    /// The versions that an attachment went with.
    pub fn versions_of(&self, number: u32) -> Vec<DocumentVersion> {
        let all = self.folder().map(|folder| folder.handed_in.as_slice()).unwrap_or_default();
        all.iter().filter(|one| one.attachments.contains(&number)).map(|one| one.version).collect()
    }

    /// Whether the bytes of an attachment must be kept: it stands, or went with a version; none is harmful or forgotten.
    pub fn keeps(&self, attachment: &Attachment) -> bool {
        attachment.scan != Scan::Harmful
            && attachment.file.open().is_some()
            && (attachment.removed_on.is_none() || !self.versions_of(attachment.number).is_empty())
    }
}

impl Attachment {
    /// Whether it goes with what is handed in next.
    pub fn stands(&self) -> bool {
        self.removed_on.is_none() && self.scan != Scan::Harmful && self.file.open().is_some()
    }

    /// Whether numbers in it wait for an explanation.
    pub fn waits_for_words(&self) -> bool {
        self.stands() && self.numbers.count > 0 && self.explained.is_none()
    }
}
