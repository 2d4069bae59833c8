//! What a file was found to be.

use serde::{Deserialize, Serialize};

/// Name and content, which can be forgotten together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its name, sanitised.
    pub name: String,
    /// SHA-256 of its bytes in hex.
    pub sha256: String,
}

/// What it is, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Portable Document Format.
    Pdf,
    /// A picture.
    Png,
    /// A picture.
    Jpeg,
    /// Plain text in UTF-8.
    Text,
    /// Values parted by commas, in UTF-8.
    Csv,
    /// Markdown in UTF-8.
    Markdown,
    /// A text document of Office Open XML.
    Docx,
    /// A spreadsheet of Office Open XML.
    Xlsx,
    /// A presentation of Office Open XML.
    Pptx,
    /// A text of OpenDocument.
    Odt,
    /// A spreadsheet of OpenDocument.
    Ods,
}

impl Format {
    /// Every format that is taken.
    pub const ALL: &[Self] = &[
        Self::Pdf,
        Self::Png,
        Self::Jpeg,
        Self::Text,
        Self::Csv,
        Self::Markdown,
        Self::Docx,
        Self::Xlsx,
        Self::Pptx,
        Self::Odt,
        Self::Ods,
    ];

    /// The media type under which it is handed out.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Text => "text/plain; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
        }
    }

    /// The endings of its names, the usual one first.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Text => &["txt", "text", "log"],
            Self::Csv => &["csv", "tsv"],
            Self::Markdown => &["md", "markdown"],
            Self::Docx => &["docx"],
            Self::Xlsx => &["xlsx"],
            Self::Pptx => &["pptx"],
            Self::Odt => &["odt"],
            Self::Ods => &["ods"],
        }
    }
}

/// Whether its text was looked through for persons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextRead {
    /// All of it.
    TextRead,
    /// Not at all: a picture, or a PDF.
    TextNotRead,
}

/// What the virus scanner said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scan {
    /// It waits for the scanner: only its uploader sees it.
    Waiting,
    /// There is no scanner.
    NotScanned,
    /// Nothing was found.
    Passed,
    /// Something was found: it is refused, and its bytes are gone.
    Harmful,
}

/// Where something stands in a file, without saying what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// Which sheet, slide or part, from 1; `None` where there is but one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<u32>,
    /// Which line, paragraph or row, from 1.
    pub row: u32,
    /// Which character of the line, or cell of the row, from 1.
    pub place: u32,
}

impl std::fmt::Display for Spot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(part) = self.part {
            write!(f, "part {part}, ")?;
        }
        write!(f, "line {}, place {}", self.row, self.place)
    }
}

/// The NHS numbers in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbers {
    /// How many.
    pub count: u32,
    /// Where the first of them stand.
    pub first: Vec<Spot>,
}

impl Numbers {
    /// How many places are named.
    pub const NAMED: usize = 20;
}
