//! Looking through text for persons, and remembering places alone.

use dars_intake_domain::attachment::{Numbers, Spot};
use dars_rules::{
    nhs_numbers::nhs_numbers,
    persons::{Persons, Row, persons_in_text, spots_of_nhs_numbers, table_of_persons},
    policy,
};

use super::Refused;

/// What was seen so far.
#[derive(Debug, Default)]
pub struct Look {
    numbers: Numbers,
    persons: Option<(Option<u32>, Persons)>,
    read: usize,
}

impl Look {
    /// Lines of prose, or of a table in plain text.
    pub fn prose(&mut self, part: Option<u32>, text: &str) -> Result<(), Refused> {
        self.count(text.len())?;
        for spot in spots_of_nhs_numbers(text) {
            self.note(Spot { part, row: spot.line, place: spot.character });
        }
        if self.persons.is_none() {
            self.persons = persons_in_text(text).map(|found| (part, found));
        }
        Ok(())
    }

    /// The rows of a table or sheet.
    pub fn table(&mut self, part: Option<u32>, rows: &[Row<'_>]) -> Result<(), Refused> {
        for row in rows {
            for (cell, place) in row.cells.iter().zip(1..) {
                self.count(cell.len())?;
                for _ in nhs_numbers(cell) {
                    self.note(Spot { part, row: row.number, place });
                }
            }
        }
        if self.persons.is_none() {
            self.persons = table_of_persons(rows).map(|found| (part, found));
        }
        Ok(())
    }

    /// What was found; a table of persons is refused.
    pub fn done(self) -> Result<Numbers, Refused> {
        match self.persons {
            None => Ok(self.numbers),
            Some((part, Persons { first, last, rows })) => {
                let part = part.map(|part| format!("part {part}, ")).unwrap_or_default();
                Err(Refused::Persons { place: format!("{part}lines {first} to {last}, {rows} of them") })
            }
        }
    }

    fn note(&mut self, spot: Spot) {
        self.numbers.count = self.numbers.count.saturating_add(1);
        if self.numbers.first.len() < Numbers::NAMED {
            self.numbers.first.push(spot);
        }
    }

    /// A text that stands in many cells is stored once and read often.
    fn count(&mut self, bytes: usize) -> Result<(), Refused> {
        self.read = self.read.saturating_add(bytes);
        if self.read > policy::ARCHIVE_BYTES.value as usize { Err(Refused::Bomb) } else { Ok(()) }
    }
}
