//! What happened to a case as it is stored: the journal keeps these very words, so nothing may write them otherwise.

use std::collections::BTreeSet;

use dars_review_domain::case::Event;
use serde_json::Value;

/// One event a line, as it is stored: each event, and its other forms where fields may be absent, null or redacted.
const STORED: &str = include_str!("stored_events.jsonl");

fn read(line: &str) -> Event {
    serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))
}

/// The names that can be read; a name that cannot is told all of them.
fn names() -> BTreeSet<String> {
    let told = serde_json::from_str::<Event>(r#"{"type":"no_such_event"}"#).unwrap_err().to_string();
    let names: BTreeSet<String> = told.split('`').skip(3).step_by(2).map(ToOwned::to_owned).collect();
    assert!(names.len() > 1, "{told}");
    names
}

#[test]
fn every_stored_event_is_read_and_written_as_it_was() {
    for line in STORED.lines() {
        assert_eq!(serde_json::to_string(&read(line)).unwrap(), line);
    }
}

#[test]
fn no_event_is_left_out_and_each_is_stored_under_its_name() {
    let stored = STORED.lines().map(|line| {
        let named: Value = serde_json::from_str(line).unwrap();
        assert_eq!(named["type"], read(line).name());
        read(line).name().to_owned()
    });
    assert_eq!(stored.collect::<BTreeSet<_>>(), names());
}

#[test]
fn an_empty_field_may_be_missing_and_a_strange_one_is_passed_over() {
    for line in STORED.lines() {
        let mut fields: serde_json::Map<String, Value> = serde_json::from_str(line).unwrap();
        fields.retain(|_, value| !value.is_null());
        fields.insert("strange".to_owned(), Value::from("more"));
        assert_eq!(read(&Value::Object(fields).to_string()), read(line));
    }
}
