//! What may stand in a catalogue entry.

use std::collections::BTreeSet;

use dars_vocabulary::{DataSetEntry, FieldError, catalogue::DataField};

use crate::rules::text;

const LONGEST_ID: usize = 40;
const LONGEST_ADDRESS: usize = 500;
/// Most words, names or notes of one kind; most fields. Together they stay far below what one message may hold.
const MOST: usize = 50;
const MOST_FIELDS: usize = 500;

/// Everything that cannot stand in an entry.
pub fn acceptable(dataset: &str, entry: &DataSetEntry) -> Vec<FieldError> {
    let mut wrong: Vec<FieldError> = [
        unusable_id("/id", dataset),
        text::line("/name", &entry.name),
        text::free_text("/scope", &entry.scope, text::FREE_TEXT),
        entry.owner.as_deref().and_then(|owner| text::line("/owner", owner)),
        entry.metadata_url.as_deref().and_then(|address| no_address("/metadata_url", address)),
        entry.continued_by.as_deref().and_then(|other| unusable_id("/continued_by", other)),
        ends_before_it_begins("/coverage/to", entry.coverage.from, entry.coverage.to),
    ]
    .into_iter()
    .flatten()
    .collect();
    if entry.continued_by.as_deref() == Some(dataset) {
        wrong.push(error("/continued_by", "itself", "Another data set goes on where this one ended."));
    }
    for (name, list) in [
        ("abbreviations", &entry.abbreviations),
        ("former_names", &entry.former_names),
        ("topics", &entry.topics),
        ("special_conditions", &entry.special_conditions),
    ] {
        wrong.extend(too_many(&format!("/{name}"), list.len(), MOST));
        wrong.extend(list.iter().enumerate().filter_map(|(at, line)| text::line(&format!("/{name}/{at}"), line)));
    }
    wrong.extend(too_many("/published_alternatives", entry.published_alternatives.len(), MOST));
    for (at, published) in entry.published_alternatives.iter().enumerate() {
        let pointer = |field: &str| format!("/published_alternatives/{at}/{field}");
        wrong.extend(text::line(&pointer("title"), &published.title));
        wrong.extend(published.url.as_deref().and_then(|address| no_address(&pointer("url"), address)));
    }
    wrong.extend(too_many("/fields", entry.fields.len(), MOST_FIELDS));
    let mut names = BTreeSet::new();
    for (at, field) in entry.fields.iter().enumerate() {
        wrong.extend(of_field(at, field, names.insert(field.name.as_str())));
    }
    for (name, twice) in [
        ("levels", twice(&entry.levels)),
        ("services", twice(&entry.services)),
        ("required_routes", twice(&entry.required_routes)),
        ("provisional", twice(&entry.provisional)),
    ] {
        wrong.extend(twice.then(|| error(&format!("/{name}"), "twice", "Name each once.")));
    }
    wrong
}

fn of_field(at: usize, field: &DataField, first: bool) -> Vec<FieldError> {
    let pointer = |name: &str| format!("/fields/{at}/{name}");
    let twice = (!first).then(|| error(&pointer("name"), "twice", "A field of this name stands above."));
    [
        text::line(&pointer("name"), &field.name),
        text::line(&pointer("meaning"), &field.meaning),
        ends_before_it_begins(&pointer("to"), field.from, field.to),
        twice,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The id ends subjects of the bus and paths, so nothing but letters, digits and hyphens may stand in it.
fn unusable_id(pointer: &str, id: &str) -> Option<FieldError> {
    let usable = (1..=LONGEST_ID).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    let detail = format!("Use 1 to {LONGEST_ID} lower-case letters, digits and hyphens.");
    (!usable).then(|| error(pointer, "not-an-id", &detail))
}

/// Only what a browser may safely open stands in a public page.
fn no_address(pointer: &str, address: &str) -> Option<FieldError> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let fine = address.len() <= LONGEST_ADDRESS
        && rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
        && address.chars().all(|c| c.is_ascii_graphic() && !"<>\"\\^`{|}".contains(c));
    let detail = format!("Give an address that begins with https://, at most {LONGEST_ADDRESS} characters.");
    (!fine).then(|| error(pointer, "not-an-address", &detail))
}

fn ends_before_it_begins(
    pointer: &str,
    from: Option<jiff::civil::Date>,
    to: Option<jiff::civil::Date>,
) -> Option<FieldError> {
    let backwards = from.zip(to).is_some_and(|(from, to)| to < from);
    backwards.then(|| error(pointer, "before-from", "The last day is not before the first."))
}

fn too_many(pointer: &str, count: usize, most: usize) -> Option<FieldError> {
    (count > most).then(|| error(pointer, "too-many", &format!("At most {most}: these are {count}.")))
}

fn twice<T: Ord>(list: &[T]) -> bool {
    list.iter().collect::<BTreeSet<_>>().len() < list.len()
}

fn error(pointer: &str, code: &str, detail: &str) -> FieldError {
    FieldError { pointer: pointer.to_owned(), code: code.to_owned(), detail: detail.to_owned() }
}
