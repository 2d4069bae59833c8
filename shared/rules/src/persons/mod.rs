//! Tables of persons in what an application says or attaches: rows that look like people, one after the other. They
//! never belong in a request for data. Aggregated tables, data dictionaries and lists of organisations do; so a table
//! is one of persons only by several columns whose heading and values both speak of single people, or by NHS numbers.

#[cfg(test)]
mod columns;
mod heading;
mod shape;
#[cfg(test)]
mod tests;
mod text;
mod words;

use std::{borrow::Cow, collections::BTreeSet};

use crate::{
    nhs_numbers::{Span, nhs_numbers},
    policy,
};

pub use heading::Column;
pub use text::{persons_in_text, tables_in_text};
pub use words::persons_in_words;

/// One row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row<'a> {
    /// Its number where it stands, from 1.
    pub number: u32,
    /// Its cells, left to right.
    pub cells: Vec<Cow<'a, str>>,
}

/// Where a table of persons stands; never what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Persons {
    /// The number of its first row with a person.
    pub first: u32,
    /// The number of the last.
    pub last: u32,
    /// How many rows look like people.
    pub rows: u32,
}

/// Where something stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The line, from 1.
    pub line: u32,
    /// The character in that line, from 1.
    pub character: u32,
}

/// Where each NHS number in `text` begins, by line and character.
pub fn spots_of_nhs_numbers(text: &str) -> Vec<Spot> {
    let mut spots = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let of = |span: Span| {
            let before = line.get(..span.start).unwrap_or_default().chars().count();
            Spot { line: number, character: u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1) }
        };
        spots.extend(nhs_numbers(line).into_iter().map(of));
    }
    spots
}

/// The first table of persons among the rows of one table or sheet, if there is one.
pub fn table_of_persons(rows: &[Row<'_>]) -> Option<Persons> {
    numbers_below_each_other(rows).or_else(|| under_a_heading(rows)).or_else(|| without_heading(rows))
}

fn enough(count: usize) -> bool {
    count >= policy::PERSONS_ROWS.value as usize
}

fn persons(rows: &[&Row<'_>]) -> Option<Persons> {
    let (first, last) = (rows.first()?.number, rows.last()?.number);
    Some(Persons { first, last, rows: u32::try_from(rows.len()).unwrap_or(u32::MAX) })
}

/// Rows one below the other, each with an NHS number of its own.
fn numbers_below_each_other(rows: &[Row<'_>]) -> Option<Persons> {
    let mut run: Vec<&Row<'_>> = Vec::new();
    let mut seen = BTreeSet::new();
    for row in rows.iter().filter(|row| !is_blank(row)) {
        let number = row.cells.iter().find_map(|cell| {
            let span = nhs_numbers(cell).into_iter().next()?;
            Some(cell.get(span)?.chars().filter(char::is_ascii_digit).collect::<String>())
        });
        match number {
            Some(number) => {
                // The same number on every row is a heading or an example, not people.
                if seen.insert(number) {
                    run.push(row);
                }
            }
            None if enough(run.len()) => break,
            None => {
                run.clear();
                seen.clear();
            }
        }
    }
    if enough(run.len()) { persons(&run) } else { None }
}

/// A row of headings, and below it enough rows whose values are what the headings say.
fn under_a_heading(rows: &[Row<'_>]) -> Option<Persons> {
    let headings: Vec<(usize, Vec<(usize, Column)>)> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| (at, heading::columns(row)))
        .filter(|(_, columns)| columns.iter().any(|(_, column)| column.is_strong()))
        .collect();
    headings.iter().enumerate().find_map(|(which, (at, columns))| {
        let end = headings.get(which + 1).map_or(rows.len(), |(next, _)| *next);
        let below: Vec<&Row<'_>> = rows.get(at + 1..end)?.iter().filter(|row| !is_blank(row)).collect();
        let good: Vec<(usize, Column)> =
            columns.iter().filter(|(place, column)| holds(&below, *place, *column)).copied().collect();
        if !speaks_of_people(&good) {
            return None;
        }
        let people: Vec<&Row<'_>> = below.into_iter().filter(|row| is_person(row, &good)).collect();
        if enough(people.len()) { persons(&people) } else { None }
    })
}

/// Whether these columns, taken together, describe single people.
fn speaks_of_people(columns: &[(usize, Column)]) -> bool {
    let kinds: BTreeSet<Column> = columns.iter().map(|(_, column)| *column).collect();
    let has = |column| kinds.contains(&column);
    let strong = kinds.iter().filter(|column| column.is_strong()).count();
    let weak = kinds.iter().filter(|column| !column.is_strong() && **column != Column::Name).count();
    // A plain "Name" may be an organisation's: with a postcode alone it is a list of sites.
    let named = has(Column::PersonName) || has(Column::Name);
    has(Column::NhsNumber)
        || ((has(Column::PersonName) || has(Column::DateOfBirth) || has(Column::PersonId))
            && (strong >= 2 || (strong == 1 && weak >= 2)))
        || (named && (has(Column::DateOfBirth) || has(Column::PersonId) || weak >= 2))
}

/// Whether most values of a column are in its shape, and enough of them differ.
fn holds(rows: &[&Row<'_>], place: usize, column: Column) -> bool {
    let values = rows.iter().filter_map(|row| Some(row.cells.get(place)?.trim())).filter(|value| !value.is_empty());
    let (mut all, mut good) = (0, 0);
    let mut different = BTreeSet::new();
    for value in values {
        all += 1;
        if shape::fits(column, value) {
            good += 1;
            if different.len() < 8 {
                different.insert(value);
            }
        }
    }
    enough(good) && good * 10 >= all * 6 && different.len() >= column.different()
}

/// Whether one row has a value in shape in a column that speaks of one person.
fn is_person(row: &Row<'_>, columns: &[(usize, Column)]) -> bool {
    columns
        .iter()
        .filter(|(_, column)| column.is_strong() || *column == Column::Name)
        .any(|(place, column)| row.cells.get(*place).is_some_and(|cell| shape::fits(*column, cell.trim())))
}

/// Rows without headings that each have a name, a date and a whole postcode.
fn without_heading(rows: &[Row<'_>]) -> Option<Persons> {
    let is_one = |row: &Row<'_>| {
        let any = |fits: fn(&str) -> bool| row.cells.iter().any(|cell| fits(cell.trim()));
        any(shape::is_postcode) && any(shape::is_date) && any(shape::is_full_name)
    };
    let people: Vec<&Row<'_>> = rows.iter().filter(|row| is_one(row)).collect();
    if enough(people.len()) { persons(&people) } else { None }
}

fn is_blank(row: &Row<'_>) -> bool {
    row.cells.iter().all(|cell| cell.trim().is_empty())
}
