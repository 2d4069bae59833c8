//! How long what people write may be.

use super::Refusal;

/// Of notes, reasons and questions.
pub(super) const TEXT: usize = 4_000;
/// Of evidence and exceptions.
pub(super) const LINE: usize = 1_000;
/// Of a role.
pub(super) const ROLE: usize = 200;

/// A text that must say something.
pub(super) fn filled(text: String, pointer: &'static str, most: usize) -> Result<String, Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::TextMissing { pointer });
    }
    if text.chars().count() > most {
        return Err(Refusal::TextTooLong { pointer, most });
    }
    Ok(text)
}

/// A text that may be left out; an empty one is.
pub(super) fn optional(text: Option<String>, pointer: &'static str, most: usize) -> Result<Option<String>, Refusal> {
    text.filter(|text| !text.trim().is_empty()).map(|text| filled(text, pointer, most)).transpose()
}
