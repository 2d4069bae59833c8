//! Why what looks like an NHS number is none of a person.

use dars_messages::requests::intake::Explanation;
use dars_rules::nhs_numbers::nhs_numbers;
use dars_vocabulary::Sealed;

use super::{Event, Facts, PlacedText, Refusal, State, decide::written};
use crate::rules::text as words;

pub(super) fn file(
    state: &State,
    facts: &Facts,
    number: u32,
    reason: Explanation,
    note: Option<String>,
) -> Result<Vec<Event>, Refusal> {
    let nic = written(facts)?;
    let known = state.attachment(number).ok_or(Refusal::Unknown)?;
    if known.removed_on.is_some() {
        return Err(Refusal::Removed);
    }
    if known.numbers.count == 0 || !known.stands() {
        return Err(Refusal::NothingToExplain);
    }
    let note = read(note)?;
    if known.explained == Some(reason) && note.is_none() {
        return Ok(Vec::new());
    }
    Ok(vec![Event::AttachmentExplained { nic, number, reason, note, explained_by: facts.of_it.actor.id }])
}

pub(super) fn text(
    state: &State,
    facts: &Facts,
    field: &PlacedText,
    reason: Explanation,
    note: Option<String>,
) -> Result<Vec<Event>, Refusal> {
    let nic = written(facts)?;
    let numbers = numbers(&field.text);
    if numbers.is_empty() {
        return Err(Refusal::NothingToExplain);
    }
    let note = read(note)?;
    let same = |known: &super::Explained| {
        known.pointer == field.pointer && known.reason == reason && known.numbers.open() == Some(&numbers)
    };
    if note.is_none() && state.folder().is_some_and(|folder| folder.explained.last().is_some_and(same)) {
        return Ok(Vec::new());
    }
    Ok(vec![Event::TextExplained {
        nic,
        pointer: field.pointer.clone(),
        numbers: Sealed::Open(numbers),
        reason,
        note,
        explained_by: facts.of_it.actor.id,
    }])
}

/// The numbers in a text, by their digits alone.
pub(super) fn numbers(text: &str) -> Vec<String> {
    let digits = |span: std::ops::Range<usize>| {
        text.get(span).unwrap_or_default().chars().filter(char::is_ascii_digit).collect()
    };
    nhs_numbers(text).into_iter().map(digits).collect()
}

fn read(note: Option<String>) -> Result<Option<Sealed<String>>, Refusal> {
    let error = note.as_deref().and_then(|note| words::free_text("/note", note, words::FREE_TEXT));
    error.map_or(Ok(note.map(Sealed::Open)), |error| Err(Refusal::Unacceptable { errors: vec![error] }))
}
