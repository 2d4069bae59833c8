//! What the typesetter may see: one template, one document's data, the bundled fonts. No files, no network, no clock.

use std::sync::OnceLock;

use serde_json::Value;
use typst::{
    Library, LibraryExt as _, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime},
    syntax::{FileId, Source, VirtualPath},
    text::{Font, FontBook},
    utils::LazyHash,
};

use crate::{Document, PaperError};

const TEMPLATE: &str = include_str!("../templates/document.typ");

/// The world of one document.
pub struct OfOne {
    library: LazyHash<Library>,
    template: Source,
    data: FileId,
    json: Bytes,
}

impl OfOne {
    /// With this document's data.
    pub fn new(document: &Document) -> Result<Self, PaperError> {
        let at = |name| FileId::new(None, VirtualPath::new(name));
        Ok(Self {
            library: LazyHash::new(Library::default()),
            template: Source::new(at("document.typ"), TEMPLATE.to_owned()),
            data: at("data.json"),
            json: Bytes::new(serde_json::to_vec(&legible(serde_json::to_value(document)?))?),
        })
    }
}

/// The same without characters that nobody sees, and that make others be read in another order than they were written.
fn legible(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(text.chars().filter(|character| !deceives(*character)).collect()),
        Value::Array(items) => Value::Array(items.into_iter().map(legible).collect()),
        Value::Object(members) => members.into_iter().map(|(name, member)| (name, legible(member))).collect(),
        other => other,
    }
}

fn deceives(character: char) -> bool {
    (character.is_control() && !matches!(character, '\n' | '\t'))
        || matches!(character, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// The bundled fonts, read once.
fn fonts() -> &'static (Vec<Font>, LazyHash<FontBook>) {
    static FONTS: OnceLock<(Vec<Font>, LazyHash<FontBook>)> = OnceLock::new();
    FONTS.get_or_init(|| {
        let fonts: Vec<Font> = typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data))).collect();
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        (fonts, book)
    })
}

impl World for OfOne {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &fonts().1
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data { Ok(self.json.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        fonts().0.get(index).cloned()
    }

    fn today(&self, _offset: Option<i64>) -> Option<Datetime> {
        None
    }
}
