//! Documents on paper: a plain model of what stands in one, typeset as a tagged PDF.
//!
//! Pure: the same document gives the same bytes. What people wrote is data to the typesetter, never its markup.

mod document;
mod world;

pub use document::{Document, Fact, Group, Section, Table};

use typst::{diag::SourceDiagnostic, foundations::Smart, layout::PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// A document that could not be typeset.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// Its data cannot be written as JSON.
    #[error("the document cannot be read")]
    Unreadable(#[from] serde_json::Error),
    /// The template and the data do not fit; the messages are the typesetter's, about the template.
    #[error("the document cannot be typeset: {0}")]
    Unfit(String),
}

/// The PDF of a document: tagged, and PDF/UA-1 where the bundled fonts have each character, so that it can be read aloud.
pub fn pdf(document: &Document) -> Result<Vec<u8>, PaperError> {
    let world = world::OfOne::new(document)?;
    let typeset: PagedDocument = typst::compile(&world).output.map_err(|errors| unfit(&errors))?;
    let read_aloud = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| PaperError::Unfit(error.to_string()))?;
    let with = |standards| PdfOptions { ident: Smart::Custom(&document.reference), standards, ..PdfOptions::default() };
    typst_pdf::pdf(&typeset, &with(read_aloud))
        // The standard wants a glyph for each character, and no font has all: better tagged with boxes than no paper.
        .or_else(|_| typst_pdf::pdf(&typeset, &with(PdfStandards::default())))
        .map_err(|errors| unfit(&errors))
}

fn unfit(errors: &[SourceDiagnostic]) -> PaperError {
    PaperError::Unfit(errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join("; "))
}
