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

#[cfg(test)]
mod tests {
    use super::*;

    /// The tables of more than one column: the number and the cells of each row.
    fn tables(text: &str) -> Vec<Vec<(u32, Vec<String>)>> {
        let of_columns = tables_in_text(text).into_iter().filter(|table| table.iter().any(|row| row.cells.len() > 1));
        let row = |row: Row<'_>| (row.number, row.cells.iter().map(ToString::to_string).collect());
        of_columns.map(|table| table.into_iter().map(row).collect()).collect()
    }

    fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (number, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn a_table_ends_with_a_blank_line_or_one_of_prose_and_has_two_rows() {
        let text = "a,b\nc,d\n\ne,f\ng,h\nProse.\nalone, here\nThe end.\ni,j\nk,l";
        let expected = [
            [(1, ["a", "b"]), (2, ["c", "d"])],
            [(4, ["e", "f"]), (5, ["g", "h"])],
            [(9, ["i", "j"]), (10, ["k", "l"])],
        ];
        let expected = expected.map(|table| table.map(|(number, cells)| row(number, &cells)).to_vec());
        assert_eq!(tables(text), expected);
    }

    #[test]
    fn what_stands_in_quotes_is_one_cell() {
        let text = "\"Vale, Ada\",NM1 2AB\n\"Moss, Nia\",\"NM1 4CD\"";
        assert_eq!(tables(text), [[row(1, &["Vale, Ada", "NM1 2AB"]), row(2, &["Moss, Nia", "NM1 4CD"])]]);
    }
}
