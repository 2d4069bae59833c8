//! What is taken, as what, and what is refused.

use dars_intake_domain::attachment::{Format, Numbers, Spot, TextRead};

use super::{
    Refused, check,
    samples::{
        NUMBER, archive, bomb, docx, docx_table, docx_with, encrypted_pdf, jpeg, open_document, pdf, people,
        people_in_csv, png, pptx, workbook, xlsx,
    },
    sanitised,
};

const ANY: &str = "application/octet-stream";

fn refused(name: &str, bytes: &[u8]) -> &'static str {
    check(name, ANY, bytes).unwrap_err().code()
}

#[test]
fn every_format_is_known_by_its_content() {
    let odt = open_document("text", "<text:p>Hello</text:p>", "<manifest/>");
    let ods = open_document("spreadsheet", "<table:table/>", "<manifest/>");
    for (name, bytes, format) in [
        ("a.pdf", pdf(), Format::Pdf),
        ("a.png", png(), Format::Png),
        ("a.JPG", jpeg(), Format::Jpeg),
        ("a.txt", b"Plain words.".to_vec(), Format::Text),
        ("a.csv", b"a,b\n1,2\n".to_vec(), Format::Csv),
        ("a.md", b"# A heading".to_vec(), Format::Markdown),
        ("a.docx", docx(&["Hello"]), Format::Docx),
        ("a.xlsx", xlsx(&[vec!["Hello".to_owned()]]), Format::Xlsx),
        ("a.pptx", pptx("Hello"), Format::Pptx),
        ("a.odt", odt, Format::Odt),
        ("a.ods", ods, Format::Ods),
    ] {
        let found = check(name, ANY, &bytes).unwrap();
        assert_eq!((found.format, found.name.as_str()), (format, name));
        let own = format.media_type();
        assert_eq!(check(name, own, &bytes).unwrap().format, format, "{own}");
        let read = matches!(format, Format::Pdf | Format::Png | Format::Jpeg);
        assert_eq!(found.text == TextRead::TextNotRead, read, "{name}");
    }
}

#[test]
fn a_name_or_a_media_type_that_says_otherwise_is_refused() {
    for (name, bytes) in [
        ("protocol.pdf", b"MZ is no protocol".to_vec()),
        ("protocol.pdf", docx(&["Hello"])),
        ("protocol.docx", xlsx(&[])),
        ("protocol.txt", pdf()),
        ("protocol.png", jpeg()),
        ("protocol.exe", pdf()),
        ("protocol.pdf.html", pdf()),
    ] {
        assert_eq!(refused(name, &bytes), "attachment-type-mismatch", "{name}");
    }
    assert_eq!(check("a.pdf", "text/html", &pdf()).unwrap_err(), Refused::Mismatch { found: Format::Pdf });
    assert_eq!(check("a.csv", "application/vnd.ms-excel", b"a,b").unwrap().format, Format::Csv);
}

#[test]
fn what_is_on_no_list_is_refused() {
    let odd: [(&str, &[u8]); 8] = [
        ("a.html", b"  <!DOCTYPE html><script>alert(1)</script>"),
        ("a.svg", b"<svg onload=\"x\"/>"),
        ("a.txt", b"#!/bin/sh\nrm"),
        ("a.exe", b"MZ\x90\0\x03\0\0\0\x04"),
        ("a.txt", b"nothing\0at all"),
        ("a.txt", &[0xff, 0xfe, b'a', 0]),
        ("a.gif", b"GIF89a\x01\0\x01\0"),
        ("a.rtf", b"{\\rtf1 Hello}"),
    ];
    for (name, bytes) in odd {
        assert_eq!(refused(name, bytes), "attachment-type-not-allowed", "{name}");
    }
    assert_eq!(refused("a.zip", &archive(&[("a.txt", b"Hello")])), "attachment-type-not-allowed");
}

#[test]
fn what_is_empty_cut_off_or_a_byte_too_long_is_refused() {
    assert_eq!(refused("a.txt", b""), "attachment-empty");
    let limit = 25 * 1024 * 1024;
    assert_eq!(check("a.txt", ANY, &vec![b'a'; limit + 1]).unwrap_err(), Refused::TooLarge);
    assert!(check("a.txt", ANY, &vec![b'a'; limit]).is_ok());
    for (name, whole) in [("a.pdf", pdf()), ("a.png", png()), ("a.jpg", jpeg())] {
        assert_eq!(refused(name, &whole[..whole.len() - 7]), "attachment-broken", "{name}");
    }
    for (name, whole) in [("a.pdf", pdf()), ("a.png", png()), ("a.jpg", jpeg())] {
        let both = [whole.clone(), archive(&[("a.txt", b"Hello")])].concat();
        assert_eq!(refused(name, &both), "attachment-two-in-one", "{name}");
        let more = [whole, b"MZ and more".to_vec()].concat();
        assert!(name == "a.pdf" || refused(name, &more) == "attachment-broken", "{name}");
    }
    // What only speaks of archives is none.
    let speaks = [b"%PDF-1.4\nPK\x05\x06 and words\n".to_vec(), pdf()[9..].to_vec()].concat();
    assert!(check("a.pdf", ANY, &speaks).is_ok());
    let whole = docx(&["Hello"]);
    assert_eq!(refused("a.docx", &whole[..whole.len() - 30]), "attachment-type-not-allowed");
}

#[test]
fn what_is_encrypted_or_has_macros_is_refused() {
    assert_eq!(refused("a.pdf", &encrypted_pdf()), "attachment-encrypted");
    let odt = open_document("text", "x", "<manifest:encryption-data/>");
    assert_eq!(refused("a.odt", &odt), "attachment-encrypted");
    let mut compound = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    assert_eq!(refused("a.doc", &compound), "attachment-type-not-allowed");
    compound.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(refused("a.docx", &compound), "attachment-encrypted");
    assert_eq!(refused("a.docx", &docx_with("", &[("word/vbaProject.bin", b"x")])), "attachment-macros");
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let bomb = bomb();
    assert!(bomb.len() < 1024 * 1024, "{}", bomb.len());
    assert_eq!(refused("a.docx", &bomb), "attachment-unpacks-too-large");
    let large = vec![b' '; 33 * 1024 * 1024];
    assert_eq!(refused("a.docx", &docx_with("", &[("word/styles.xml", &large)])), "attachment-unpacks-too-large");
    let many: Vec<String> = (0..4001).map(|number| format!("word/media/{number}")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_eq!(refused("a.docx", &docx_with("", &many)), "attachment-unpacks-too-large");
}

#[test]
fn files_within_files_are_unpacked_one_deep() {
    let sheet = xlsx(&[vec!["12".to_owned()]]);
    assert!(check("a.docx", ANY, &docx_with("", &[("word/embeddings/chart.xlsx", &sheet)])).is_ok());
    let deeper =
        docx_with("", &[("word/embeddings/a.docx", &docx_with("", &[("word/embeddings/chart.xlsx", &sheet)]))]);
    assert_eq!(refused("a.docx", &deeper), "attachment-unpacks-too-large");
    let packed = docx_with("", &[("word/media/a.gz", &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3])]);
    assert_eq!(refused("a.docx", &packed), "attachment-unpacks-too-large");
}

#[test]
fn a_text_that_stands_in_a_million_cells_is_read_within_bounds() {
    let shared = format!("<sst><si><t>{}</t></si></sst>", "word ".repeat(200_000));
    let cells = "<c t=\"s\"><v>0</v></c>".repeat(1_000);
    let sheet = format!("<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>");
    assert_eq!(refused("a.xlsx", &workbook(&sheet, &shared)), "attachment-unpacks-too-large");
    let far = "<worksheet><sheetData><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData></worksheet>";
    assert!(check("a.xlsx", ANY, &workbook(far, "<sst/>")).is_ok());
    let laughs =
        "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><worksheet><row><c><v>&b;</v></c></row></worksheet>";
    assert!(check("a.xlsx", ANY, &workbook(laughs, "<sst/>")).is_ok());
}

#[test]
fn a_table_of_persons_is_refused_in_each_format_that_is_read() {
    let lines = people().iter().map(|row| row.join(" | ")).collect::<Vec<_>>();
    let rows: Vec<String> = people()
        .iter()
        .map(|row| {
            let cells: Vec<String> = row
                .iter()
                .map(|cell| format!("<table:table-cell><text:p>{cell}</text:p></table:table-cell>"))
                .collect();
            format!("<table:table-row>{}</table:table-row>", cells.concat())
        })
        .collect();
    let ods = open_document("spreadsheet", &format!("<table:table>{}</table:table>", rows.concat()), "<manifest/>");
    let lines_of: Vec<&str> = lines.iter().map(String::as_str).collect();
    for (name, bytes) in [
        ("a.csv", people_in_csv()),
        ("a.md", lines.join("\n").into_bytes()),
        ("a.docx", docx_table(&people())),
        ("a.docx", docx(&lines_of)),
        ("a.xlsx", xlsx(&people())),
        ("a.ods", ods),
    ] {
        let refused = check(name, ANY, &bytes).unwrap_err();
        assert_eq!(refused.code(), "table-of-persons", "{name}");
        let said = refused.to_string();
        assert!(said.contains("lines 2 to 7") && !said.contains("Wexcombe"), "{said}");
    }
}

#[test]
fn nhs_numbers_are_told_by_place_alone() {
    let spots = |found: super::Found| found.numbers;
    let text = check("a.txt", ANY, format!("One\nand {NUMBER}.").as_bytes()).unwrap();
    assert_eq!(spots(text), Numbers { count: 1, first: vec![Spot { part: None, row: 2, place: 5 }] });
    let sheet = xlsx(&[vec!["Example".to_owned()], vec!["is".to_owned(), NUMBER.to_owned()]]);
    let sheet = check("a.xlsx", ANY, &sheet).unwrap();
    assert_eq!(spots(sheet), Numbers { count: 1, first: vec![Spot { part: Some(1), row: 2, place: 2 }] });
    let slide = check("a.pptx", ANY, &pptx(NUMBER)).unwrap();
    assert_eq!(spots(slide).first, [Spot { part: Some(3), row: 1, place: 1 }]);
    let hidden = docx_with("<w:p><w:r><w:delText>943&#32;476&#32;5919</w:delText></w:r></w:p>", &[]);
    assert_eq!(spots(check("a.docx", ANY, &hidden).unwrap()).count, 1);
    let header = docx_with("", &[("word/header1.xml", b"<w:p><w:t>9434765919</w:t></w:p>")]);
    assert_eq!(spots(check("a.docx", ANY, &header).unwrap()).count, 1);
}

#[test]
fn a_name_is_never_a_path_and_cannot_deceive() {
    let long = format!("{}.pdf", "é".repeat(300));
    for (name, kept) in [
        ("../../etc/passwd", Some("passwd")),
        ("C:\\Users\\ada\\protocol.pdf", Some("protocol.pdf")),
        ("..", None),
        ("/", None),
        ("", None),
        ("a\0b\r\n\u{202e}fdp.exe", Some("abfdp.exe")),
        (" .hidden. ", Some("hidden")),
        ("a<b>:c\"|?*.pdf", Some("abc.pdf")),
        ("Prüfplan v3.pdf", Some("Prüfplan v3.pdf")),
    ] {
        assert_eq!(sanitised(name).as_deref(), kept, "{name:?}");
    }
    let short = sanitised(&long).unwrap();
    assert!(short.chars().count() == 120 && short.rsplit_once('.').unwrap().1 == "pdf", "{short}");
    assert_eq!(check("protocol", ANY, &pdf()).unwrap().name, "protocol.pdf");
    assert_eq!(refused("..", &pdf()), "attachment-name-missing");
}
