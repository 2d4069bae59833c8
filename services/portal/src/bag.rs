//! A version of an application as a bag of files (BagIt, RFC 8493): what lies in it, under which names, and the lists of
//! their SHA-256. Nothing in it is of the day on which it was packed, so that the same version gives the same bag.

use std::fmt::Write as _;

use dars_bus::chain::{hex, sha256};
use serde_json::{Value, json};

use crate::paper;

/// The longest name of a file in it, in bytes, its number and ending included: some programs take no more than 255.
const LONGEST: usize = 120;

/// What is packed.
#[derive(Debug)]
pub struct Bag {
    /// The one folder that all lies in.
    pub folder: String,
    /// The files in order.
    pub files: Vec<File>,
    /// How many bytes they have.
    pub bytes: u64,
}

/// A file of the bag.
#[derive(Debug)]
pub struct File {
    /// Where in the folder.
    pub path: String,
    /// What is in it.
    pub content: Content,
}

/// Where a file's bytes come from.
#[derive(Debug)]
pub enum Content {
    /// They are here.
    Here(Vec<u8>),
    /// An attachment of the application, which is read when its turn comes.
    Attachment {
        /// Its number.
        id: String,
        /// How many bytes it has.
        size: u64,
        /// SHA-256 in hex.
        sha256: String,
    },
}

impl Content {
    fn size(&self) -> u64 {
        match self {
            Self::Here(bytes) => bytes.len() as u64,
            Self::Attachment { size, .. } => *size,
        }
    }

    fn sha256(&self) -> String {
        match self {
            Self::Here(bytes) => hex(&sha256(bytes)),
            Self::Attachment { sha256, .. } => sha256.clone(),
        }
    }
}

/// The bag of a version as `GET /applications/{nic}/versions/{version}` answers it, with its paper; `body` is whose
/// service it is.
pub fn of(read: &Value, pdf: Vec<u8>, body: &str) -> Bag {
    let folder = paper::reference(read);
    let mut described = read.clone();
    let attached = attachments(&mut described);
    let written = serde_json::to_vec_pretty(&sorted(described)).unwrap_or_default();
    let mut payload = vec![
        File { path: "data/application.json".to_owned(), content: Content::Here([&written[..], b"\n"].concat()) },
        File { path: "data/application.pdf".to_owned(), content: Content::Here(pdf) },
    ];
    payload.extend(attached);
    let bytes = payload.iter().map(|file| file.content.size()).sum();
    let tags = [
        ("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_owned()),
        ("bag-info.txt", info(&folder, body, bytes, payload.len())),
        ("manifest-sha256.txt", manifest(&payload)),
    ];
    let mut files: Vec<File> = tags
        .into_iter()
        .map(|(path, text)| File { path: path.to_owned(), content: Content::Here(text.into_bytes()) })
        .collect();
    let of_tags = manifest(&files);
    let path = "tagmanifest-sha256.txt".to_owned();
    files.push(File { path, content: Content::Here(of_tags.into_bytes()) });
    files.extend(payload);
    Bag { folder, files, bytes }
}

/// The attachments that go with it; each says in the description where it lies, or why it does not.
fn attachments(described: &mut Value) -> Vec<File> {
    let mut files = Vec::new();
    let items = described.get_mut("attachments").and_then(Value::as_array_mut);
    for item in items.into_iter().flatten().filter_map(Value::as_object_mut) {
        let text = |field: &str| item.get(field).and_then(Value::as_str);
        let passed = matches!(text("scan"), Some("passed" | "not-scanned"));
        let known = text("id").zip(text("sha256")).zip(item.get("size").and_then(Value::as_u64));
        let said = match known.filter(|_| passed) {
            Some(((id, sha256), size)) => {
                let path = format!("data/attachments/{}", name_of(id, text("name").unwrap_or_default()));
                let content = Content::Attachment { id: id.to_owned(), size, sha256: sha256.to_owned() };
                files.push(File { path: path.clone(), content });
                ("path", path)
            }
            None if item.get("redacted") == Some(&json!(true)) => ("left_out", "redacted".to_owned()),
            None => ("left_out", text("scan").unwrap_or("waiting").to_owned()),
        };
        item.insert(said.0.to_owned(), Value::String(said.1));
    }
    files
}

/// A name that is one on every system: its number first, so that no two are the same and none is a device; letters,
/// digits and little else.
fn name_of(id: &str, name: &str) -> String {
    let safe = |character: char| {
        if character.is_alphanumeric() || matches!(character, '-' | '_' | '.' | ' ') { character } else { '_' }
    };
    let name: String = name.chars().map(safe).collect();
    let name = name.trim_matches([' ', '.']);
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if ending.len() <= 8 => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    let number: String = id.chars().filter(char::is_ascii_digit).take(10).collect();
    let room = LONGEST.saturating_sub(number.len() + 4 + ending.len());
    let mut kept = String::new();
    for character in stem.chars() {
        if kept.len() + character.len_utf8() > room {
            break;
        }
        kept.push(character);
    }
    format!("{number:0>3}-{}{ending}", kept.trim_end_matches([' ', '.']))
}

fn info(folder: &str, body: &str, bytes: u64, files: usize) -> String {
    // One line, whatever the settings say.
    let body: String = body.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    format!("Source-Organization: {body}\nExternal-Identifier: {folder}\nPayload-Oxum: {bytes}.{files}\n")
}

fn manifest(files: &[File]) -> String {
    files.iter().fold(String::new(), |mut text, file| {
        // Writing into a String cannot fail.
        let _ = writeln!(text, "{}  {}", file.content.sha256(), file.path);
        text
    })
}

/// The same with its members in alphabetical order, whatever the map of this build keeps.
pub(crate) fn sorted(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut members: Vec<(String, Value)> = members.into_iter().collect();
            members.sort_by(|(one, _), (other, _)| one.cmp(other));
            Value::Object(members.into_iter().map(|(name, member)| (name, sorted(member))).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_safe_on_every_system_and_no_two_are_the_same() {
        let long = format!("{}.pdf", "é".repeat(200));
        for (name, safe) in [
            ("protocol.pdf", "001-protocol.pdf"),
            ("../../etc/passwd", "001-_.._etc_passwd"),
            ("C:\\Users\\ada\\x.pdf", "001-C__Users_ada_x.pdf"),
            ("CON.txt", "001-CON.txt"),
            ("Prüfplan v3 (1).pdf", "001-Prüfplan v3 _1_.pdf"),
            ("a\u{202e}fdp.exe", "001-a_fdp.exe"),
            ("50%\r\n.txt", "001-50___.txt"),
            ("", "001-"),
            ("...", "001-"),
            (".pdf", "001-pdf"),
        ] {
            assert_eq!(name_of("1", name), safe, "{name:?}");
        }
        let short = name_of("100", &long);
        assert!(
            short.len() <= LONGEST && short.starts_with("100-é") && short.rsplit('.').next() == Some("pdf"),
            "{short}"
        );
        assert_ne!(name_of("1", "a.pdf"), name_of("11", "a.pdf"));
        assert_eq!(name_of("../2", "a.pdf"), "002-a.pdf");
    }
}
