//! What an application is on paper: a pack of files that is what its lists of hashes say, and the text of a PDF.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read as _},
};

use dars_bus::chain::{hex, sha256};
use flate2::read::ZlibDecoder;
use zip::ZipArchive;

/// The files of a pack, by their places in its one folder `folder`; every file but the list of lists stands in one of
/// its lists, under its hash.
pub fn of_pack(bytes: &[u8], folder: &str) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = BTreeMap::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let name = file.name().unwrap().into_owned();
        let place = name.strip_prefix(&format!("{folder}/")).unwrap_or_else(|| panic!("{name} is not in {folder}"));
        files.insert(place.to_owned(), bytes);
    }
    let mut listed = vec!["tagmanifest-sha256.txt"];
    for list in ["manifest-sha256.txt", "tagmanifest-sha256.txt"] {
        for line in std::str::from_utf8(&files[list]).unwrap().lines() {
            let (hash, place) = line.split_once("  ").unwrap();
            assert_eq!(hex(&sha256(&files[place])), hash, "{place}");
            listed.push(place);
        }
    }
    listed.sort_unstable();
    assert_eq!(listed, files.keys().collect::<Vec<_>>(), "every file is in one list");
    files
}

/// The text of a PDF that we typeset, in the order in which it is drawn, without what has no width.
pub fn text_of(pdf: &[u8]) -> String {
    let objects = objects(pdf);
    let mut text = String::new();
    for (_, head) in objects.values().filter(|(_, head)| head.contains("/Type /Page\n")) {
        let fonts: BTreeMap<&str, Glyphs> = head
            .lines()
            .filter_map(|line| line.trim().strip_prefix('/'))
            .filter(|line| line.starts_with('f') && line.ends_with(" 0 R"))
            .map(|line| {
                let name = line.split(' ').next().unwrap();
                (name, glyphs(&objects[&after(&objects[&after(head, &format!("/{name} "))].1, "/ToUnicode ")].0))
            })
            .collect();
        drawn(&objects[&after(head, "/Contents ")].0, &fonts, &mut text);
    }
    text
}

/// What each glyph of a font says.
type Glyphs = BTreeMap<u16, String>;

/// The objects by their numbers: the stream of each, unpacked, and what stands before it.
fn objects(pdf: &[u8]) -> BTreeMap<u32, (Vec<u8>, String)> {
    let mut objects = BTreeMap::new();
    let mut rest = pdf;
    while let Some(at) = find(rest, b" 0 obj\n") {
        let digits = rest[..at].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let number = std::str::from_utf8(&rest[at - digits..at]).unwrap().parse().unwrap();
        let object = &rest[at + 7..];
        let end = find(object, b"endobj").unwrap();
        let (head, stream) = match find(&object[..end], b"stream\n") {
            Some(begins) => (&object[..begins], &object[begins + 7..end]),
            None => (&object[..end], &object[..0]),
        };
        let head = String::from_utf8_lossy(head).into_owned();
        let mut bytes = Vec::new();
        if head.contains("/FlateDecode") {
            ZlibDecoder::new(stream).read_to_end(&mut bytes).unwrap();
        } else {
            bytes.extend_from_slice(stream);
        }
        objects.insert(number, (bytes, head));
        rest = &object[end..];
    }
    objects
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

/// The number that stands behind `what`.
fn after(head: &str, what: &str) -> u32 {
    let (_, rest) = head.split_once(what).unwrap_or_else(|| panic!("there is no {what}in {head}"));
    rest.split(' ').next().unwrap().parse().unwrap()
}

/// `<0001> <0041>`, one of a line, in a font's table.
fn glyphs(table: &[u8]) -> Glyphs {
    let table = String::from_utf8_lossy(table);
    let pairs = table.lines().filter_map(|line| line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <"));
    pairs
        .filter(|(glyph, _)| glyph.len() == 4)
        .map(|(glyph, said)| {
            let units: Vec<u16> =
                (0..said.len() / 4).map(|at| u16::from_str_radix(&said[4 * at..4 * at + 4], 16).unwrap()).collect();
            (u16::from_str_radix(glyph, 16).unwrap(), String::from_utf16(&units).unwrap().replace('\u{200b}', ""))
        })
        .collect()
}

/// Appends what a page draws: its strings are glyphs of two bytes each, in the font that was chosen last.
fn drawn(page: &[u8], fonts: &BTreeMap<&str, Glyphs>, text: &mut String) {
    let mut font = None;
    let mut rest = page;
    while let [byte, behind @ ..] = rest {
        rest = behind;
        match byte {
            b'/' => {
                let end = behind.iter().position(u8::is_ascii_whitespace).unwrap_or(behind.len());
                font = std::str::from_utf8(&behind[..end]).ok().and_then(|name| fonts.get(name)).or(font);
            }
            b'(' => {
                let (string, behind) = string(behind);
                rest = behind;
                for glyph in string.chunks_exact(2) {
                    let said = font.and_then(|font| font.get(&u16::from_be_bytes([glyph[0], glyph[1]])));
                    text.push_str(said.map_or("", String::as_str));
                }
            }
            _ => {}
        }
    }
}

/// A string up to its closing bracket, and what is behind it.
fn string(mut rest: &[u8]) -> (Vec<u8>, &[u8]) {
    let mut bytes = Vec::new();
    let mut open = 0;
    while let [byte, behind @ ..] = rest {
        rest = behind;
        match (byte, behind) {
            (b')', _) if open == 0 => break,
            (b'\\', [digit @ b'0'..=b'7', _, _, ..]) => {
                let code = behind[1..3].iter().fold(digit - b'0', |code, digit| code.wrapping_mul(8) + (digit - b'0'));
                bytes.push(code);
                rest = &behind[3..];
            }
            (b'\\', [escaped, behind @ ..]) => {
                bytes.push(match escaped {
                    b'n' => b'\n',
                    b'r' => b'\r',
                    b't' => b'\t',
                    b'b' => 8,
                    b'f' => 12,
                    other => *other,
                });
                rest = behind;
            }
            (byte, _) => {
                open += i32::from(*byte == b'(') - i32::from(*byte == b')');
                bytes.push(*byte);
            }
        }
    }
    (bytes, rest)
}
