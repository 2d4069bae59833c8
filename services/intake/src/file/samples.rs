//! Files made for tests: whole ones, broken ones, and ones that mean harm.

use std::io::{Cursor, Write as _};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// An invented number in the shape of an NHS number.
pub const NUMBER: &str = "943 476 5919";

pub fn pdf() -> Vec<u8> {
    b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n".to_vec()
}

pub fn encrypted_pdf() -> Vec<u8> {
    b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<</Root 1 0 R/Encrypt 2 0 R>>\nstartxref\n9\n%%EOF\n".to_vec()
}

pub fn png() -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0][..]), (b"IDAT", &[1, 2, 3]), (b"IEND", &[])]
    {
        png.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        png.extend(kind);
        png.extend(data);
        png.extend([0; 4]);
    }
    png
}

pub fn jpeg() -> Vec<u8> {
    let mut jpeg = vec![0xff, 0xd8, 0xff, 0xe0, 0, 16];
    jpeg.extend(b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
    jpeg.extend([0xff, 0xd9]);
    jpeg
}

/// An archive of these parts.
pub fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn types(part: &str, main: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><Types><Override PartName=\"/{part}\" \
         ContentType=\"application/vnd.openxmlformats-officedocument.{main}\"/></Types>"
    )
}

/// A document with these paragraphs, more parts beside it.
pub fn docx_with(body: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let types = types("word/document.xml", "wordprocessingml.document.main+xml");
    let body = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let own: [(&str, &[u8]); 2] = [("[Content_Types].xml", types.as_bytes()), ("word/document.xml", body.as_bytes())];
    archive(&[&own[..], more].concat())
}

pub fn docx(paragraphs: &[&str]) -> Vec<u8> {
    let body: Vec<String> = paragraphs.iter().map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")).collect();
    docx_with(&body.concat(), &[])
}

/// A table of a document.
pub fn docx_table(rows: &[Vec<String>]) -> Vec<u8> {
    let cell = |text: &String| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let row = |cells: &Vec<String>| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    docx_with(&format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>()), &[])
}

/// A workbook with one sheet, its texts shared as a spreadsheet writes them.
pub fn xlsx(rows: &[Vec<String>]) -> Vec<u8> {
    let texts: Vec<&String> = rows.iter().flatten().collect();
    let shared: Vec<String> = texts.iter().map(|text| format!("<si><t>{text}</t></si>")).collect();
    let shared = format!("<sst>{}</sst>", shared.concat());
    let mut at = 0;
    let sheet: Vec<String> = (1..)
        .zip(rows)
        .map(|(number, cells)| {
            let cells: Vec<String> = cells
                .iter()
                .zip('A'..='Z')
                .map(|(_, column)| {
                    at += 1;
                    format!("<c r=\"{column}{number}\" t=\"s\"><v>{}</v></c>", at - 1)
                })
                .collect();
            format!("<row r=\"{number}\">{}</row>", cells.concat())
        })
        .collect();
    let sheet = format!("<worksheet><sheetData>{}</sheetData></worksheet>", sheet.concat());
    workbook(&sheet, &shared)
}

pub fn workbook(sheet: &str, shared: &str) -> Vec<u8> {
    let types = types("xl/workbook.xml", "spreadsheetml.sheet.main+xml");
    archive(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/sharedStrings.xml", shared.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

pub fn pptx(text: &str) -> Vec<u8> {
    let types = types("ppt/presentation.xml", "presentationml.presentation.main+xml");
    let slide = format!("<p:sld><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>");
    archive(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("ppt/presentation.xml", b"<p:presentation/>"),
        ("ppt/slides/slide3.xml", slide.as_bytes()),
    ])
}

/// An OpenDocument file: `text` or `spreadsheet`.
pub fn open_document(kind: &str, content: &str, manifest: &str) -> Vec<u8> {
    let kind = format!("application/vnd.oasis.opendocument.{kind}");
    archive(&[
        ("mimetype", kind.as_bytes()),
        ("META-INF/manifest.xml", manifest.as_bytes()),
        ("content.xml", content.as_bytes()),
    ])
}

/// A small file that unpacks to 200 MiB.
pub fn bomb() -> Vec<u8> {
    let zeros = vec![0; 20 * 1024 * 1024];
    let names: Vec<String> = (0..10).map(|number| format!("word/media/{number}.bin")).collect();
    let more: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), zeros.as_slice())).collect();
    docx_with("", &more)
}

/// A heading and six invented people.
pub fn people() -> Vec<Vec<String>> {
    [
        ["Name", "Date of birth", "Postcode"],
        ["Ada Wexcombe", "03/04/1951", "NM1 2AB"],
        ["Ben Harrowell", "17/11/1948", "NM1 4CD"],
        ["Cyra Ollerton", "29/02/1960", "NM3 9EF"],
        ["Dai Penhallow", "08/08/1972", "NM12 1GH"],
        ["Elsie Quarrendon", "21/12/1939", "NM2 7JK"],
        ["Femi Rookwood", "14/06/1985", "NM7 5LM"],
    ]
    .map(|row| row.map(ToOwned::to_owned).to_vec())
    .to_vec()
}

/// The same as text.
pub fn people_in_csv() -> Vec<u8> {
    people().iter().map(|row| row.join(",")).collect::<Vec<_>>().join("\r\n").into_bytes()
}
