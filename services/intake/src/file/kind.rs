//! What a file is, by its content: its first bytes, and enough of its structure to know that it is whole.

use dars_intake_domain::attachment::Format;

use super::{
    Refused,
    archive::{self, Archive},
};

/// The format of a file; its name's ending only says which kind of plain text it is.
pub fn format(bytes: &[u8], ending: Option<&str>) -> Result<Format, Refused> {
    let begins = infer::get(bytes).map(|found| found.mime_type()).unwrap_or_default();
    if matches!(begins, "application/pdf" | "image/png" | "image/jpeg") && archive::ends_as_archive(bytes) {
        return Err(Refused::TwoInOne);
    }
    match begins {
        "application/pdf" => pdf(bytes),
        "image/png" => png(bytes),
        "image/jpeg" => jpeg(bytes),
        _ if bytes.starts_with(b"PK\x03\x04") => Archive::open(bytes)?.office_format(),
        _ if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) => Err(compound(bytes)),
        _ => text(bytes, ending),
    }
}

fn found(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

/// A PDF has its end, and no dictionary for its decryption.
fn pdf(bytes: &[u8]) -> Result<Format, Refused> {
    let tail = bytes.get(bytes.len().saturating_sub(2048)..).unwrap_or_default();
    let is_whole = bytes.starts_with(b"%PDF-") && found(tail, b"startxref") && found(tail, b"%%EOF");
    if !is_whole {
        return Err(Refused::Broken { format: Format::Pdf });
    }
    if found(bytes, b"/Encrypt") { Err(Refused::Encrypted) } else { Ok(Format::Pdf) }
}

/// A PNG is a row of chunks from `IHDR` to `IEND`, and ends there.
fn png(bytes: &[u8]) -> Result<Format, Refused> {
    let broken = Refused::Broken { format: Format::Png };
    let mut rest = bytes.get(8..).unwrap_or_default();
    let mut first = true;
    while let Some((head, behind)) = rest.split_at_checked(8) {
        let [a, b, c, d, kind @ ..] = head else { break };
        let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
        if first && kind != b"IHDR" {
            break;
        }
        first = false;
        // The data and four bytes of a checksum.
        let Some(behind) = length.checked_add(4).and_then(|length| behind.get(length..)) else { break };
        if kind == b"IEND" {
            return if behind.is_empty() { Ok(Format::Png) } else { Err(broken) };
        }
        rest = behind;
    }
    Err(broken)
}

/// A JPEG ends with its end.
fn jpeg(bytes: &[u8]) -> Result<Format, Refused> {
    let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |at| at + 1);
    let is_whole = bytes.get(..end).is_some_and(|whole| whole.ends_with(&[0xff, 0xd9]));
    if is_whole { Ok(Format::Jpeg) } else { Err(Refused::Broken { format: Format::Jpeg }) }
}

/// An old office file, or an encrypted new one.
fn compound(bytes: &[u8]) -> Refused {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if found(bytes, &name) { Refused::Encrypted } else { Refused::NotAllowed }
}

/// Text is UTF-8 without control characters, and nothing that a program would run.
fn text(bytes: &[u8], ending: Option<&str>) -> Result<Format, Refused> {
    let text = std::str::from_utf8(bytes).map_err(|_| Refused::NotAllowed)?;
    let odd = |character: char| character.is_control() && !matches!(character, '\t' | '\n' | '\r' | '\u{c}');
    if text.chars().any(odd) {
        return Err(Refused::NotAllowed);
    }
    let begins: String = text.trim_start_matches('\u{feff}').trim_start().chars().take(16).collect();
    let begins = begins.to_lowercase();
    let runs = ["#!", "<!doctype", "<html", "<script", "<svg", "<?xml", "<?php", "{\\rtf", "%!ps"];
    if runs.iter().any(|mark| begins.starts_with(mark)) {
        return Err(Refused::NotAllowed);
    }
    let is = |format: Format| ending.is_some_and(|ending| format.endings().contains(&ending));
    Ok(if is(Format::Csv) {
        Format::Csv
    } else if is(Format::Markdown) {
        Format::Markdown
    } else {
        Format::Text
    })
}
