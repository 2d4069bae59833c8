//! Text out of the XML of office files: paragraphs as lines, tables as rows. Entities other than XML's own are nothing.

use std::borrow::Cow;

use dars_intake_domain::attachment::Format;
use dars_rules::persons::Row;
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::{Refused, look::Look};

/// How deep tables may lie within cells.
const DEEPEST: usize = 16;

/// The most columns of a sheet.
const COLUMNS: usize = 16_384;

/// A table that is being read.
#[derive(Default)]
struct Table {
    rows: Vec<Row<'static>>,
    cells: Vec<Cow<'static, str>>,
    cell: String,
}

/// A text document or presentation, or a spreadsheet of OpenDocument.
pub fn document(xml: &str, format: Format, part: Option<u32>, look: &mut Look) -> Result<(), Refused> {
    let mut reader = Reader::from_str(xml);
    let mut prose = String::new();
    let mut tables: Vec<Table> = Vec::new();
    let (mut text_in, mut sheets) = (0_usize, 0_u32);
    loop {
        match reader.read_event().map_err(|_| Refused::Broken { format })? {
            Event::Start(start) => match start.local_name().into_inner() {
                name if holds_text(format, name) => text_in += 1,
                "tbl" | "table" => {
                    if tables.len() >= DEEPEST {
                        return Err(Refused::Bomb);
                    }
                    sheets = sheets.saturating_add(1);
                    tables.push(Table::default());
                }
                _ => {}
            },
            Event::Empty(empty) => match empty.local_name().into_inner() {
                "tab" | "s" => write(&mut tables, &mut prose, "\t"),
                "br" | "cr" | "line-break" => write(&mut tables, &mut prose, "\n"),
                "table-cell" | "covered-table-cell" => end_cell(&mut tables),
                _ => {}
            },
            Event::Text(text) if text_in > 0 => write(&mut tables, &mut prose, &text.xml10_content()),
            Event::CData(text) if text_in > 0 => write(&mut tables, &mut prose, &text.xml10_content()),
            Event::GeneralRef(entity) if text_in > 0 => {
                if let Some(character) = meant(&entity) {
                    write(&mut tables, &mut prose, character.encode_utf8(&mut [0; 4]));
                }
            }
            Event::End(end) => {
                let name = end.local_name().into_inner();
                if holds_text(format, name) {
                    text_in = text_in.saturating_sub(1);
                }
                match name {
                    "p" | "h" => write(&mut tables, &mut prose, "\n"),
                    "tc" | "table-cell" => end_cell(&mut tables),
                    "tr" | "table-row" => end_row(&mut tables),
                    "tbl" | "table" => {
                        if let Some(table) = tables.pop() {
                            let part = if format == Format::Ods { Some(sheets) } else { part };
                            look.table(part, &table.rows)?;
                        }
                    }
                    _ => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    look.prose(part, &prose)
}

/// The elements whose characters people read.
fn holds_text(format: Format, name: &str) -> bool {
    match format {
        Format::Odt | Format::Ods => matches!(name, "p" | "h"),
        _ => matches!(name, "t" | "delText" | "text"),
    }
}

fn write(tables: &mut [Table], prose: &mut String, text: &str) {
    match tables.last_mut() {
        Some(table) => table.cell.push_str(text),
        None => prose.push_str(text),
    }
}

fn end_cell(tables: &mut [Table]) {
    if let Some(table) = tables.last_mut() {
        let cell = std::mem::take(&mut table.cell);
        table.cells.push(Cow::Owned(cell.trim().to_owned()));
    }
}

fn end_row(tables: &mut [Table]) {
    if let Some(table) = tables.last_mut() {
        let number = u32::try_from(table.rows.len()).unwrap_or(u32::MAX).saturating_add(1);
        table.rows.push(Row { number, cells: std::mem::take(&mut table.cells) });
    }
}

/// One of XML's own entities, or a character by its number.
fn meant(entity: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    if let Ok(Some(character)) = entity.resolve_char_ref() {
        return Some(character);
    }
    match &*entity.xml10_content() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

/// The texts of a workbook, which its cells name by number.
pub fn shared_strings(xml: &str) -> Result<Vec<String>, Refused> {
    let mut reader = Reader::from_str(xml);
    let mut strings = Vec::new();
    let (mut one, mut text_in) = (String::new(), false);
    loop {
        match reader.read_event().map_err(|_| Refused::Broken { format: Format::Xlsx })? {
            Event::Start(start) => text_in = start.local_name().into_inner() == "t",
            Event::Text(text) if text_in => one.push_str(&text.xml10_content()),
            Event::CData(text) if text_in => one.push_str(&text.xml10_content()),
            Event::GeneralRef(entity) if text_in => one.extend(meant(&entity)),
            Event::End(end) => {
                text_in = false;
                if end.local_name().into_inner() == "si" {
                    strings.push(std::mem::take(&mut one));
                }
            }
            Event::Empty(empty) if empty.local_name().into_inner() == "si" => strings.push(String::new()),
            Event::Eof => return Ok(strings),
            _ => {}
        }
    }
}

/// The rows of one sheet.
pub fn sheet(xml: &str, shared: &[String], part: Option<u32>, look: &mut Look) -> Result<(), Refused> {
    let mut reader = Reader::from_str(xml);
    let mut rows: Vec<Row<'_>> = Vec::new();
    let mut row = Row::default();
    let (mut value, mut value_in, mut is_shared, mut place) = (String::new(), false, false, None);
    loop {
        match reader.read_event().map_err(|_| Refused::Broken { format: Format::Xlsx })? {
            Event::Start(start) => match start.local_name().into_inner() {
                "row" => {
                    let next = rows.last().map_or(1, |last: &Row<'_>| last.number.saturating_add(1));
                    let number = attribute(&start, "r").and_then(|number| number.parse().ok()).unwrap_or(next);
                    row = Row { number, cells: Vec::new() };
                }
                "c" => {
                    is_shared = attribute(&start, "t").as_deref() == Some("s");
                    place = attribute(&start, "r").and_then(|cell| column(&cell));
                    value.clear();
                }
                "v" | "t" => value_in = true,
                _ => {}
            },
            Event::Text(text) if value_in => value.push_str(&text.xml10_content()),
            Event::CData(text) if value_in => value.push_str(&text.xml10_content()),
            Event::GeneralRef(entity) if value_in => value.extend(meant(&entity)),
            Event::End(end) => match end.local_name().into_inner() {
                "v" | "t" => value_in = false,
                "c" => {
                    let named = if is_shared { value.trim().parse::<usize>().ok() } else { None };
                    let cell = match named.and_then(|at| shared.get(at)) {
                        Some(text) => Cow::Borrowed(text.as_str()),
                        None => Cow::Owned(std::mem::take(&mut value)),
                    };
                    set(&mut row, place, cell);
                }
                "row" => rows.push(std::mem::take(&mut row)),
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    look.table(part, &rows)
}

/// Puts a cell in its column. Empty columns before it count as cells only as far as a table of people would need them.
fn set<'a>(row: &mut Row<'a>, place: Option<usize>, cell: Cow<'a, str>) {
    const FILLED: usize = 256;
    let place = place.unwrap_or(row.cells.len());
    if place > row.cells.len() && place <= FILLED {
        row.cells.resize(place, Cow::Borrowed(""));
    }
    if row.cells.len() < COLUMNS {
        row.cells.push(cell);
    }
}

/// The column of `AB12`, from 0.
fn column(cell: &str) -> Option<usize> {
    let letters = cell.bytes().take_while(u8::is_ascii_uppercase).take(3);
    let number = letters.fold(0_usize, |number, letter| number * 26 + usize::from(letter - b'A') + 1);
    number.checked_sub(1)
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    // Without the check that no name stands twice, which would take as long as the square of their number.
    let found =
        start.attributes().with_checks(false).filter_map(Result::ok).find(|one| one.key.into_inner() == name)?;
    Some(found.value.into_owned())
}
