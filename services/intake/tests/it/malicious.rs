//! Attachments that mean harm, at the door: each is refused with its reason, and nothing of it is left.

use std::io::{Cursor, Write as _};

use serde_json::{Value, json};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::{
    desk::{Desk, officer},
    samples::{archive, bomb, docx, docx_with, encrypted_pdf, jpeg, open_document, pdf, png, xlsx},
    setting::lead,
};

/// A document in which one more part has this name.
fn docx_with_part_called(name: &str) -> Vec<u8> {
    docx_with("", &[(name, b"Hello")])
}

/// A document with a link to another file of whoever unpacks it.
fn docx_with_symlink() -> Vec<u8> {
    let types =
        "<Override ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>";
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("[Content_Types].xml", types), ("word/document.xml", "<w:document/>")] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.add_symlink("word/media/a.png", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    zip.finish().unwrap().into_inner()
}

/// A document whose parts say that they are encrypted.
fn encrypted_docx() -> Vec<u8> {
    let mut bytes = docx(&["Hello"]);
    for at in 0..bytes.len() - 10 {
        match &bytes[at..at + 4] {
            b"PK\x03\x04" => bytes[at + 6] |= 1,
            b"PK\x01\x02" => bytes[at + 8] |= 1,
            _ => {}
        }
    }
    bytes
}

/// A file of another type with an archive behind it.
fn two_in_one(of: &[u8]) -> Vec<u8> {
    [of, &archive(&[("run.sh", b"rm")])].concat()
}

#[tokio::test]
async fn each_file_that_means_harm_is_refused_and_nothing_of_it_is_left() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("accepted").await;
    let before = desk.rows("select count(*) from journal").await;
    let sheet = xlsx(&[vec!["12".to_owned()]]);
    let deep = docx_with("", &[("word/embeddings/a.docx", &docx_with("", &[("word/embeddings/b.xlsx", &sheet)]))]);
    let basic = archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("META-INF/manifest.xml", b"<manifest/>"),
        ("content.xml", b"<x/>"),
        ("Basic/Standard/Module1.xml", b"<script/>"),
    ]);
    let macro_enabled = archive(&[
        ("[Content_Types].xml", b"<Override ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/>"),
        ("word/document.xml", b"<w:document/>"),
    ]);
    let elsewhere = "attachment-parts-elsewhere";
    for (what, name, bytes, code) in [
        ("a program behind a name", "a.pdf", b"MZ\x90\0 is a program".to_vec(), "attachment-type-not-allowed"),
        ("a page behind a name", "a.txt", b"<html><script>x</script>".to_vec(), "attachment-type-not-allowed"),
        ("a document behind a name", "a.pdf", docx(&["Hello"]), "attachment-type-mismatch"),
        ("nothing", "a.pdf", Vec::new(), "attachment-empty"),
        ("a bomb", "a.docx", bomb(), "attachment-unpacks-too-large"),
        ("archives within archives", "a.docx", deep, "attachment-unpacks-too-large"),
        ("an archive of anything", "a.zip", archive(&[("a.txt", b"Hello")]), "attachment-type-not-allowed"),
        ("an encrypted document", "a.docx", encrypted_docx(), "attachment-encrypted"),
        ("an encrypted PDF", "a.pdf", encrypted_pdf(), "attachment-encrypted"),
        ("an encrypted text", "a.odt", open_document("text", "x", "<encryption-data/>"), "attachment-encrypted"),
        ("macros", "a.docx", docx_with("", &[("word/vbaProject.bin", b"x")]), "attachment-macros"),
        ("macros by another spelling", "a.docx", docx_with("", &[("word/VBAPROJECT.BIN", b"x")]), "attachment-macros"),
        ("macros by its types", "a.docx", macro_enabled, "attachment-macros"),
        ("macros of an open document", "a.odt", basic, "attachment-macros"),
        ("a part above", "a.docx", docx_with_part_called("../../evil.sh"), elsewhere),
        ("a part above by its middle", "a.docx", docx_with_part_called("word/../../evil.sh"), elsewhere),
        ("a part above in Windows", "a.docx", docx_with_part_called("word\\..\\..\\evil.bat"), elsewhere),
        ("a part at the root", "a.docx", docx_with_part_called("/etc/cron.d/evil"), elsewhere),
        ("a part on a drive", "a.docx", docx_with_part_called("C:\\evil.bat"), elsewhere),
        ("a link", "a.docx", docx_with_symlink(), elsewhere),
        ("two in one PDF", "a.pdf", two_in_one(&pdf()), "attachment-two-in-one"),
        ("two in one PNG", "a.png", two_in_one(&png()), "attachment-two-in-one"),
        ("two in one JPEG", "a.jpg", two_in_one(&jpeg()), "attachment-two-in-one"),
        ("a name that is a path", "../../..", pdf(), "attachment-name-missing"),
        ("a name turned round", "a\u{202e}fdp.exe", pdf(), "attachment-type-mismatch"),
    ] {
        let problem = desk.attach(&nic, name, &bytes).await.unwrap_err();
        assert_eq!((problem.status, problem.code.as_str()), (422, code), "{what}");
    }
    assert_eq!(desk.rows("select count(*) from journal").await, before);
    assert_eq!(desk.rows("select count(*) from files").await, 0);
    assert_eq!(desk.rows("select count(*) from upload_chunks").await, 0);
}

#[tokio::test]
async fn a_name_that_deceives_is_kept_as_what_it_is() {
    let desk = Desk::for_applications().await;
    let nic = desk.complete().await;
    for (name, kept) in [
        ("exe.\u{202e}fdp.pdf", "exe.fdp.pdf"),
        ("..\\..\\boot.ini\u{0}.png", "boot.ini.png"),
        ("/etc/passwd\u{200b}.jpg", "passwd.jpg"),
    ] {
        let bytes = match &kept[kept.len() - 3..] {
            "pdf" => pdf(),
            "png" => png(),
            _ => jpeg(),
        };
        let added = desk.attach(&nic, name, &bytes).await.unwrap();
        assert_eq!(added["name"], kept, "{name:?}");
    }
    desk.at(&lead(), "submit-application", &nic, json!({}), crate::desk::TODAY).await.unwrap();
    let seen = desk.files(&officer(), &nic).await;
    assert!(seen.iter().all(|one| matches!(&one["name"], Value::String(name) if name.is_ascii())), "{seen:?}");
}
