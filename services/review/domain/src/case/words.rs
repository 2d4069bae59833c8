//! What is written: reasons, questions, advice; how long, about what, and never of persons.

use dars_rules::persons::persons_in_words;
use dars_vocabulary::FieldError;

use super::{Question, Refusal};
use crate::rules::{phrases::phrase_of, standards::is_standard};

/// A longest reason, question or advice, in characters.
const LONG: usize = 4000;
/// A longest return reason or condition, in characters.
const SHORT: usize = 1000;
/// So many of anything in one command, at most.
pub(super) const MANY: usize = 50;

/// A reason in words: not empty, at most 4,000 characters, of no persons.
pub(super) fn long(pointer: &str, text: &str) -> Result<(), Refusal> {
    words(pointer, text, LONG).map_or(Ok(()), refused)
}

/// A line of a list: not empty, at most 1,000 characters.
pub(super) fn short(pointer: &str, text: &str) -> Result<(), Refusal> {
    words(pointer, text, SHORT).map_or(Ok(()), refused)
}

/// A list of one to 50.
pub(super) fn some(pointer: &str, count: usize) -> Result<(), Refusal> {
    if count == 0 { wrong(pointer, "missing", "Give at least one.") } else { few(pointer, count) }
}

/// A list of at most 50.
pub(super) fn few(pointer: &str, count: usize) -> Result<(), Refusal> {
    if count <= MANY {
        return Ok(());
    }
    wrong(pointer, "too-many", &format!("At most {MANY}: these are {count}."))
}

/// A question; `pointer` is where it stands in the request, empty for the whole body.
pub(super) fn question(pointer: &str, question: &Question) -> Result<(), Refusal> {
    long(&format!("{pointer}/text"), &question.text)?;
    if let Some(id) = &question.phrase {
        phrase(pointer, id, &question.text)?;
    }
    match &question.standard {
        Some(standard) if !is_standard(standard) => wrong(
            &format!("{pointer}/standard"),
            "value-not-acceptable",
            "This is no standard that we keep: give its number, like 3 or 5a, or leave it out.",
        ),
        Some(_) | None => Ok(()),
    }
}

/// A standard phrase that is quoted is known, and every place of it is filled in.
fn phrase(pointer: &str, id: &str, text: &str) -> Result<(), Refusal> {
    let Some(phrase) = phrase_of(id) else {
        let detail = "This is no standard phrase: see GET /phrases, or leave it out.";
        return wrong(&format!("{pointer}/phrase"), "value-not-acceptable", detail);
    };
    match phrase.left_open(text) {
        Some(place) => wrong(&format!("{pointer}/text"), "place-left-open", &format!("Fill in {{{place}}}.")),
        None => Ok(()),
    }
}

/// One field that cannot be taken.
pub(super) fn wrong(pointer: &str, code: &str, detail: &str) -> Result<(), Refusal> {
    refused(FieldError { pointer: pointer.to_owned(), code: code.to_owned(), detail: detail.to_owned() })
}

fn refused(error: FieldError) -> Result<(), Refusal> {
    Err(Refusal::Unacceptable { errors: vec![error] })
}

fn words(pointer: &str, text: &str, most: usize) -> Option<FieldError> {
    let characters = text.chars().count();
    let (code, detail) = if text.trim().is_empty() {
        ("missing", "Write it in words.".to_owned())
    } else if characters > most {
        ("too-long", format!("At most {most} characters: this has {characters}."))
    } else {
        return persons_in_words(pointer, text);
    };
    Some(FieldError { pointer: pointer.to_owned(), code: code.to_owned(), detail })
}
