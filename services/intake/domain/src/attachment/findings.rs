//! What looks like persons in an application's texts and attachments: where it stands, never what it says.

use std::collections::BTreeSet;

use dars_rules::{
    nhs_numbers::nhs_numbers,
    persons::{persons_in_text, spots_of_nhs_numbers},
};
use dars_vocabulary::{Finding, Severity, Stage, refusal::Basis};

use super::{Attachment, PlacedText, State, explain::numbers};

/// How many places a message names.
const NAMED: usize = 5;

/// All that stops a submission because of it.
pub fn findings(state: &State, texts: &[PlacedText]) -> Vec<Finding> {
    let tables = texts.iter().filter_map(persons_in);
    let numbers = texts.iter().filter_map(|field| unexplained(state, field));
    let files = state.attachments().iter().filter(|known| known.waits_for_words()).map(in_a_file);
    tables.chain(numbers).chain(files).collect()
}

/// A table of persons in a text.
pub fn persons_in(field: &PlacedText) -> Option<Finding> {
    let found = persons_in_text(&field.text)?;
    let message = format!(
        "Lines {} to {} look like a table of {} persons. Records of people never belong in a request: remove them.",
        found.first, found.last, found.rows
    );
    Some(finding("table-of-persons", field.pointer.clone(), message))
}

/// NHS numbers in a text that nobody has explained.
fn unexplained(state: &State, field: &PlacedText) -> Option<Finding> {
    if nhs_numbers(&field.text).is_empty() {
        return None;
    }
    let explained: BTreeSet<&String> = state
        .folder()
        .into_iter()
        .flat_map(|folder| &folder.explained)
        .filter(|known| known.pointer == field.pointer)
        .filter_map(|known| known.numbers.open())
        .flatten()
        .collect();
    // Line by line, for its place: a number does not go over two lines.
    let spots = spots_of_nhs_numbers(&field.text);
    let open: Vec<String> = spots
        .iter()
        .zip(field.text.lines().flat_map(numbers))
        .filter(|(_, number)| !explained.contains(number))
        .map(|(spot, _)| format!("line {}, character {}", spot.line, spot.character))
        .collect();
    let first = open.first()?;
    let places = if open.len() == 1 { first.clone() } else { listed(&open) };
    Some(finding("nhs-number-found", field.pointer.clone(), advice(&places)))
}

fn in_a_file(known: &Attachment) -> Finding {
    let places: Vec<String> = known.numbers.first.iter().map(ToString::to_string).collect();
    let pointer = format!("/attachments/{}", known.number);
    finding("nhs-number-found", pointer, advice(&listed(&places)))
}

fn listed(places: &[String]) -> String {
    let named = places.iter().take(NAMED).cloned().collect::<Vec<_>>().join("; ");
    if places.len() > NAMED { format!("{named}; and more") } else { named }
}

fn advice(places: &str) -> String {
    format!(
        "What looks like an NHS number stands at {places}. Remove it, or explain why it is no person's: an invented \
         example, or a number of another kind."
    )
}

fn finding(code: &'static str, pointer: String, message: String) -> Finding {
    Finding {
        rule: "PERSONS",
        code,
        pointer,
        severity: Severity::Error,
        stage: Stage::Submit,
        basis: Basis::Ours,
        message,
    }
}
