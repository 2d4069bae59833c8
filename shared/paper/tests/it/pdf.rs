use dars_paper::{Document, Fact, Group, Section, Table, pdf};
use jiff::civil::date;

fn document() -> Document {
    Document {
        kind: "Application".to_owned(),
        title: "Hip fracture pathways and discharge delay".to_owned(),
        reference: "DARS-NIC-900102-M2R8D-v0.1".to_owned(),
        day: Some(date(2026, 8, 27)),
        body: "The data body".to_owned(),
        sha256: Some("0f".repeat(32)),
        notices: vec!["This is a draft: nothing has been submitted.".to_owned()],
        facts: vec![Fact::new("Applicant", "Wychmoor University")],
        sections: vec![Section {
            heading: "Purpose".to_owned(),
            facts: vec![Fact::new("Objective", "To compare how long people stay in hospital.\nAnd why.")],
            groups: vec![Group {
                heading: "Data set 1: hes-apc".to_owned(),
                facts: vec![Fact::new("Level", "Pseudonymised"), Fact::new("", "A line by itself.")],
            }],
            tables: vec![Table {
                caption: "Data sets".to_owned(),
                columns: ["Data set", "Level", "Period"].map(str::to_owned).to_vec(),
                rows: vec![["HES APC", "Pseudonymised", "2016-04-01 to 2026-03-31"].map(str::to_owned).to_vec()],
            }],
        }],
    }
}

fn has(pdf: &[u8], text: &str) -> bool {
    pdf.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn a_document_is_a_tagged_pdf_that_can_be_read_aloud_in_english() {
    let pdf = pdf(&document()).unwrap();
    assert!(pdf.starts_with(b"%PDF-"), "{:?}", &pdf[..8]);
    for mark in ["/MarkInfo", "/StructTreeRoot", "pdfuaid:part", "/Lang"] {
        assert!(has(&pdf, mark), "{mark}");
    }
}

#[test]
fn the_same_document_gives_the_same_bytes_and_another_one_others() {
    let (one, other) = (pdf(&document()).unwrap(), Document { day: Some(date(2026, 8, 28)), ..document() });
    assert_eq!(one, pdf(&document()).unwrap());
    assert_ne!(one, pdf(&other).unwrap());
}

#[test]
fn what_people_write_is_never_markup() {
    let hostile = "#panic(\"out\") *bold* $x^2$ #read(\"/etc/passwd\") \\ @someone <label> [[ ]] // comment /* */";
    let mut document = document();
    document.title = hostile.to_owned();
    document.facts = vec![Fact::new(hostile, hostile)];
    document.sections[0].heading = hostile.to_owned();
    document.sections[0].tables[0].rows = vec![vec![hostile.to_owned(); 3]];
    pdf(&document).unwrap();
}

#[test]
fn what_nobody_sees_is_not_on_paper_and_a_word_without_end_breaks() {
    let mut turned = document();
    turned.facts = vec![Fact::new("Name", "Ada \u{202e}gnirrah\u{202c} Exam\u{ad}ple\u{feff}\u{7}")];
    let mut plain = document();
    plain.facts = vec![Fact::new("Name", "Ada gnirrah Example")];
    assert_eq!(pdf(&turned).unwrap(), pdf(&plain).unwrap());
    let mut long = document();
    long.facts = vec![Fact::new("Address", format!("https://{}.example", "a".repeat(3_000)))];
    let long = pdf(&long).unwrap();
    // Still one that can be read aloud: the breaks need no glyph.
    assert!(has(&long, "pdfuaid:part"));
}

#[test]
fn an_empty_document_and_one_in_other_scripts_are_typeset_too() {
    pdf(&Document { title: "An application".to_owned(), ..Document::default() }).unwrap();
    let mut document = document();
    document.facts =
        vec![Fact::new("Names", "Universität Falkenau, Ελλάς, Москва, 東京, 🫀, \u{202e}reversed, a\u{0301}")];
    pdf(&document).unwrap();
}

#[test]
fn a_long_table_goes_over_several_pages() {
    let mut document = document();
    let row = ["ecds", "Identifiable", "2016-04-01 to 2026-03-31"].map(str::to_owned).to_vec();
    document.sections[0].tables[0].rows = vec![row; 200];
    let pages =
        |pdf: &[u8]| pdf.windows(11).filter(|window| *window == b"/Type /Page" || *window == b"/Type/Page\n").count();
    let (short, long) = (pdf(&self::document()).unwrap(), pdf(&document).unwrap());
    assert!(long.len() > short.len());
    assert!(pages(&long) >= pages(&short));
}
