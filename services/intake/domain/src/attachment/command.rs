//! What the attachments of an application can be asked, and what they are told.

use dars_messages::requests::intake::Explanation;
use dars_vocabulary::DocumentVersion;

use super::{File, Format, Numbers, Scan, TextRead};
use crate::application;

/// A command about the attachments of one application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// One who writes the application adds a file, which was checked.
    Add(Checked),
    /// One who writes it takes a file out of what is handed in next.
    Remove {
        /// Which one.
        number: u32,
    },
    /// One who writes it says why the numbers in a file are none of a person.
    ExplainFile {
        /// Which one.
        number: u32,
        /// Why.
        reason: Explanation,
        /// In words.
        note: Option<String>,
    },
    /// One who writes it says why the numbers in a field are none of a person.
    ExplainText {
        /// The field as it stands now.
        field: PlacedText,
        /// Why.
        reason: Explanation,
        /// In words.
        note: Option<String>,
    },
    /// The scanner said something of a file.
    NoteScan {
        /// Which bytes.
        sha256: String,
        /// Whether it found something.
        harmful: bool,
    },
    /// A version of the application is handed in.
    NoteSubmitted {
        /// Which version.
        version: DocumentVersion,
        /// SHA-256 of the application's content in hex.
        sha256: String,
        /// All its texts.
        texts: Vec<PlacedText>,
    },
}

/// A file that was checked by its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Name and hash.
    pub file: File,
    /// How many bytes.
    pub size: u64,
    /// What it is.
    pub format: Format,
    /// Whether its text was read.
    pub text: TextRead,
    /// The NHS numbers in it.
    pub numbers: Numbers,
    /// What the scanner says: nothing yet, unless it knows these bytes.
    pub scan: Scan,
}

/// A text of the application and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedText {
    /// JSON pointer into the content.
    pub pointer: String,
    /// The text.
    pub text: String,
}

/// What a decision about attachments needs to know: the application they belong to, and what its rules need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The application as it stands.
    pub application: application::State,
    /// Who asks and when, and the rest that the application's rules need.
    pub of_it: application::Facts,
}
