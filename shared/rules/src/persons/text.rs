//! Tables in plain text: lines parted by tabs, commas, semicolons, bars or wide gaps.

use std::borrow::Cow;

use super::{Persons, Row, table_of_persons};

/// How the cells of a line may be parted.
#[derive(Clone, Copy)]
enum Parted {
    By(char),
    ByGaps,
}

const WAYS: [Parted; 5] = [Parted::By('\t'), Parted::By(','), Parted::By(';'), Parted::By('|'), Parted::ByGaps];

/// The first table of persons in a text, its rows numbered by line.
pub fn persons_in_text(text: &str) -> Option<Persons> {
    tables_in_text(text).iter().find_map(|rows| table_of_persons(rows))
}

/// Every table that `text` may hold, in each way in which its lines may be parted, its rows numbered by line; and the
/// lines themselves, as a table of one column.
pub fn tables_in_text(text: &str) -> Vec<Vec<Row<'_>>> {
    let whole = lines(text).map(|(number, line)| Row { number, cells: vec![Cow::Borrowed(line)] }).collect();
    let mut tables = vec![whole];
    for way in WAYS {
        let mut table = Vec::new();
        for (number, line) in lines(text) {
            match cells(line, way) {
                cells if cells.len() > 1 => table.push(Row { number, cells }),
                // A blank line, or one of prose, ends a table.
                _ if table.is_empty() => {}
                _ => tables.push(std::mem::take(&mut table)),
            }
        }
        tables.push(table);
    }
    tables.retain(|table| table.len() > 1);
    tables
}

fn lines(text: &str) -> impl Iterator<Item = (u32, &str)> {
    (1..).zip(text.lines())
}

fn cells(line: &str, way: Parted) -> Vec<Cow<'_, str>> {
    match way {
        Parted::By('|') => line.trim().trim_matches('|').split('|').map(trimmed).collect(),
        Parted::By(delimiter) if line.contains('"') => quoted(line, delimiter),
        Parted::By(delimiter) => line.split(delimiter).map(trimmed).collect(),
        Parted::ByGaps => line.split("  ").filter(|cell| !cell.trim().is_empty()).map(trimmed).collect(),
    }
}

fn trimmed(cell: &str) -> Cow<'_, str> {
    Cow::Borrowed(cell.trim())
}

/// Cells of which some stand in quotes, as in RFC 4180.
fn quoted(line: &str, delimiter: char) -> Vec<Cow<'_, str>> {
    let mut cells = vec![String::new()];
    let mut within = false;
    for character in line.chars() {
        match character {
            '"' => within = !within,
            _ if character == delimiter && !within => cells.push(String::new()),
            _ => {
                if let Some(cell) = cells.last_mut() {
                    cell.push(character);
                }
            }
        }
    }
    cells.into_iter().map(|cell| Cow::Owned(cell.trim().to_owned())).collect()
}
