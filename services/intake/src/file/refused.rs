//! Why a file is not taken.

use dars_bus::Problem;
use dars_intake_domain::attachment::Format;

/// Why a file is not taken; never what it says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There is nothing in it.
    #[error("The file is empty.")]
    Empty,
    /// It is too large.
    #[error("A file has at most 25 MiB.")]
    TooLarge,
    /// It has no name that could be kept.
    #[error("The file needs a name.")]
    Nameless,
    /// It is none of the types that are taken.
    #[error(
        "Files of this type are not taken. Attach a PDF, PNG or JPEG, text, CSV or Markdown in UTF-8, or a DOCX, XLSX, PPTX, ODT or ODS."
    )]
    NotAllowed,
    /// Name or media type say something else than the content.
    #[error("The content of the file is not what its name or media type says: it was found to be {}.", .found.media_type())]
    Mismatch {
        /// What it is.
        found: Format,
    },
    /// It begins as one and is none.
    #[error("The file is damaged or cut off: it begins as {} and is not a whole one.", .format.media_type())]
    Broken {
        /// As what it begins.
        format: Format,
    },
    /// It is encrypted or protected by a password.
    #[error("The file is encrypted: remove its password, since nobody here could read it.")]
    Encrypted,
    /// It has macros.
    #[error("The file has macros: save it without them.")]
    Macros,
    /// It unpacks to more than we look at.
    #[error("The file unpacks to more than is looked at here, or to files within files: attach its parts as they are.")]
    Bomb,
    /// Its parts have names or links that lead out of the folder in which it is unpacked.
    #[error(
        "The file has parts that would be unpacked elsewhere than into it: save it anew from the program it is of."
    )]
    Escapes,
    /// It is of a type that is taken, and an archive as well.
    #[error("The file is two in one: an archive is hidden in it. Attach what is to be read, and nothing behind it.")]
    TwoInOne,
    /// It holds records of people.
    #[error(
        "The file holds what looks like a table of persons ({place}). Records of people never belong in a request: nothing was stored."
    )]
    Persons {
        /// Where.
        place: String,
    },
}

impl Refused {
    /// A stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "attachment-empty",
            Self::TooLarge => "too-large",
            Self::Nameless => "attachment-name-missing",
            Self::NotAllowed => "attachment-type-not-allowed",
            Self::Mismatch { .. } => "attachment-type-mismatch",
            Self::Broken { .. } => "attachment-broken",
            Self::Encrypted => "attachment-encrypted",
            Self::Macros => "attachment-macros",
            Self::Bomb => "attachment-unpacks-too-large",
            Self::Escapes => "attachment-parts-elsewhere",
            Self::TwoInOne => "attachment-two-in-one",
            Self::Persons { .. } => "table-of-persons",
        }
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        let status = if refused == Refused::TooLarge { 413 } else { 422 };
        Self::new(status, refused.code(), refused.to_string()).at("", refused.code(), refused.to_string())
    }
}
