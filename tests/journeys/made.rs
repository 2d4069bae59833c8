//! Files made to be sent: whole ones, and ones that mean harm.

use std::io::{Cursor, Write as _};

use zip::{ZipWriter, write::SimpleFileOptions};

/// An invented number in the shape of an NHS number.
pub const NUMBER: &str = "943 476 5919";

const HEAD: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n% ";
const TAIL: &[u8] = b"\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n";

/// A PDF in which this is noted.
pub fn pdf(note: &str) -> Vec<u8> {
    [HEAD, note.as_bytes(), TAIL].concat()
}

/// A PDF of so many bytes.
pub fn pdf_of(length: usize) -> Vec<u8> {
    [HEAD, &vec![b'.'; length - HEAD.len() - TAIL.len()], TAIL].concat()
}

/// A picture of one point.
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

/// A document.
pub fn docx() -> Vec<u8> {
    document().finish().unwrap().into_inner()
}

/// A document with one more part.
pub fn docx_with(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut zip = document();
    zip.start_file(name, SimpleFileOptions::default()).unwrap();
    zip.write_all(bytes).unwrap();
    zip.finish().unwrap().into_inner()
}

/// A small document that unpacks to 200 MiB, of which no more than one is ever held here.
pub fn bomb() -> Vec<u8> {
    let mut zip = document();
    let zeros = vec![0; 1024 * 1024];
    for number in 0..10 {
        zip.start_file(format!("word/media/{number}.bin"), SimpleFileOptions::default()).unwrap();
        for _ in 0..20 {
            zip.write_all(&zeros).unwrap();
        }
    }
    let bomb = zip.finish().unwrap().into_inner();
    assert!(bomb.len() < 1024 * 1024, "{} bytes are no small file", bomb.len());
    bomb
}

fn document() -> ZipWriter<Cursor<Vec<u8>>> {
    let types = "<?xml version=\"1.0\"?><Types><Override PartName=\"/word/document.xml\" ContentType=\"application/\
                 vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let body = "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>Hello</w:t></w:r></w:p></w:body></w:document>";
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("[Content_Types].xml", types), ("word/document.xml", body)] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip
}

/// A heading and six invented people.
pub fn people() -> Vec<u8> {
    "Name,Date of birth,Postcode\r\n\
     Ada Wexcombe,03/04/1951,NM1 2AB\r\n\
     Ben Harrowell,17/11/1948,NM1 4CD\r\n\
     Cyra Ollerton,29/02/1960,NM3 9EF\r\n\
     Dai Penhallow,08/08/1972,NM12 1GH\r\n\
     Elsie Quarrendon,21/12/1939,NM2 7JK\r\n\
     Femi Rookwood,14/06/1985,NM7 5LM"
        .as_bytes()
        .to_vec()
}
