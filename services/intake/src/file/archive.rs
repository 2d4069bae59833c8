//! An archive, unpacked within bounds: so many entries, so many bytes altogether and at once, files within files one
//! deep. What an entry says of its own size is believed nowhere.

use std::io::{Cursor, Read as _};

use dars_intake_domain::attachment::Format;
use dars_rules::policy;
use zip::ZipArchive;

use super::Refused;

/// How deep files may lie within files: a chart's workbook in a document is one.
const DEEPEST: u32 = 1;

/// The end of an archive's list of contents, without a comment.
const END: usize = 22;

/// An archive in memory, and what may still be unpacked of it.
pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Archive<'a> {
    /// Opens an archive whose list of contents is short enough to be read.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refused> {
        if listed(bytes)? > policy::ARCHIVE_ENTRIES.value {
            return Err(Refused::Bomb);
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refused::NotAllowed)?;
        if zip.len() > policy::ARCHIVE_ENTRIES.value as usize {
            return Err(Refused::Bomb);
        }
        // Nothing is ever unpacked into a folder here; whoever gets the file may do so.
        let escapes = |name: &str| {
            name.starts_with(['/', '\\']) || name.contains(':') || name.split(['/', '\\']).any(|part| part == "..")
        };
        let mut names = zip.file_names();
        if names.any(|name| name.map_or(true, |name| escapes(&name))) {
            return Err(Refused::Escapes);
        }
        drop(names);
        Ok(Self { zip, left: u64::from(policy::ARCHIVE_BYTES.value) })
    }

    /// The names of its parts.
    pub fn names(&self) -> Vec<String> {
        self.zip.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect()
    }

    /// One part by its name, unpacked; `None` when there is no such part.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refused> {
        match self.zip.index_for_name(name) {
            Some(index) => self.unpack(index).map(Some),
            None => Ok(None),
        }
    }

    /// Which office format it is, by its own list of types. Every part is unpacked once, so that a bomb is found here.
    pub fn office_format(mut self) -> Result<Format, Refused> {
        let format = self.declared()?;
        self.bounded(0)?;
        Ok(format)
    }

    fn declared(&mut self) -> Result<Format, Refused> {
        let names = self.names();
        if names.iter().any(|name| name.to_lowercase().ends_with("vbaproject.bin") || name.starts_with("Basic/")) {
            return Err(Refused::Macros);
        }
        if let Some(types) = self.part("[Content_Types].xml")? {
            let types = String::from_utf8_lossy(&types).into_owned();
            if types.contains("macroEnabled") {
                return Err(Refused::Macros);
            }
            let is = |part: &str, main: &str| names.iter().any(|name| name == part) && types.contains(main);
            let kinds = [
                (Format::Docx, "word/document.xml", "wordprocessingml.document.main+xml"),
                (Format::Xlsx, "xl/workbook.xml", "spreadsheetml.sheet.main+xml"),
                (Format::Pptx, "ppt/presentation.xml", "presentationml.presentation.main+xml"),
            ];
            let one = kinds.into_iter().find(|(_, part, main)| is(part, main));
            return one.map(|(format, ..)| format).ok_or(Refused::NotAllowed);
        }
        let Some(kind) = self.part("mimetype")? else { return Err(Refused::NotAllowed) };
        let format = match kind.trim_ascii() {
            b"application/vnd.oasis.opendocument.text" => Format::Odt,
            b"application/vnd.oasis.opendocument.spreadsheet" => Format::Ods,
            _ => return Err(Refused::NotAllowed),
        };
        let manifest = self.part("META-INF/manifest.xml")?.ok_or(Refused::Broken { format })?;
        if String::from_utf8_lossy(&manifest).contains("encryption-data") {
            return Err(Refused::Encrypted);
        }
        if names.iter().any(|name| name == "content.xml") { Ok(format) } else { Err(Refused::Broken { format }) }
    }

    /// Unpacks every part, and what is packed in it, a part at a time.
    fn bounded(&mut self, depth: u32) -> Result<u64, Refused> {
        for index in 0..self.zip.len() {
            let part = self.unpack(index)?;
            if part.starts_with(b"PK\x03\x04") {
                if depth >= DEEPEST {
                    return Err(Refused::Bomb);
                }
                let mut within = Archive::open(&part)?;
                within.left = self.left;
                self.left = within.bounded(depth + 1)?;
            } else if is_packed(&part) {
                return Err(Refused::Bomb);
            }
        }
        Ok(self.left)
    }

    fn unpack(&mut self, index: usize) -> Result<Vec<u8>, Refused> {
        let most = self.left.min(u64::from(policy::ARCHIVE_PART_BYTES.value));
        let entry = self.zip.by_index(index).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(_) | zip::result::ZipError::InvalidPassword => Refused::Encrypted,
            _ => Refused::NotAllowed,
        })?;
        if entry.encrypted() {
            return Err(Refused::Encrypted);
        }
        if entry.is_symlink() {
            return Err(Refused::Escapes);
        }
        let mut bytes = Vec::new();
        // One byte more than may be, to know that there is one.
        let read = entry.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(|_| Refused::NotAllowed)?;
        self.left = self.left.checked_sub(read as u64).ok_or(Refused::Bomb)?;
        if read as u64 > most { Err(Refused::Bomb) } else { Ok(bytes) }
    }
}

/// Whether a file that is something else is an archive as well: its last bytes are the end of one.
pub fn ends_as_archive(bytes: &[u8]) -> bool {
    let from = bytes.len().saturating_sub(END + usize::from(u16::MAX));
    let tail = bytes.get(from..).unwrap_or_default();
    tail.windows(4).enumerate().filter(|(_, window)| *window == b"PK\x05\x06").any(|(at, _)| {
        let comment = match tail.get(at + 20..at + 22) {
            Some([low, high]) => usize::from(u16::from_le_bytes([*low, *high])),
            _ => return false,
        };
        at + END + comment == tail.len()
    })
}

/// How many entries the end of the archive says there are. A file that needs the long form has too many.
fn listed(bytes: &[u8]) -> Result<u32, Refused> {
    let from = bytes.len().saturating_sub(END + usize::from(u16::MAX));
    let tail = bytes.get(from..).unwrap_or_default();
    let at = tail.windows(4).rposition(|window| window == b"PK\x05\x06").ok_or(Refused::NotAllowed)?;
    if tail.windows(4).any(|window| window == b"PK\x06\x07") {
        return Err(Refused::Bomb);
    }
    match tail.get(at + 10..at + 12) {
        Some([low, high]) => Ok(u32::from(u16::from_le_bytes([*low, *high]))),
        _ => Err(Refused::NotAllowed),
    }
}

/// Whether something is packed in a way that we do not unpack.
fn is_packed(bytes: &[u8]) -> bool {
    const PACKED: [&str; 8] = [
        "application/gzip",
        "application/x-7z-compressed",
        "application/vnd.rar",
        "application/x-bzip2",
        "application/x-xz",
        "application/zstd",
        "application/x-tar",
        "application/x-compress",
    ];
    infer::get(bytes).is_some_and(|found| PACKED.contains(&found.mime_type()))
}
