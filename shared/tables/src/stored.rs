//! What happened to an aggregate as it is stored: the journal keeps these very words, so nothing may write them otherwise.
//! A domain crate's tests hold one example of each event against this, as JSON, one a line.

use std::{collections::BTreeSet, fmt::Debug};

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

/// Stored events of one aggregate.
#[derive(Clone, Copy, Debug)]
pub struct StoredEvents<E> {
    /// One event a line: each event, and its other forms where fields may be absent, null or redacted.
    pub lines: &'static str,
    /// What an event calls itself.
    pub name: fn(&E) -> &'static str,
}

impl<E: Serialize + DeserializeOwned + PartialEq + Debug> StoredEvents<E> {
    /// Insists that each is read and written as it was, down to the order of its fields.
    pub fn are_written_as_they_were(&self) {
        for line in self.lines.lines() {
            assert_eq!(serde_json::to_string(&read::<E>(line)).ok().as_deref(), Some(line));
        }
    }

    /// Insists that none of the events that can be read is left out, and that each is stored under its own name.
    pub fn are_all_there(&self) {
        let stored = self.lines.lines().map(|line| {
            let named = read::<Map<String, Value>>(line).get("type").and_then(Value::as_str).map(str::to_owned);
            let name = (self.name)(&read(line)).to_owned();
            assert_eq!(named.as_ref(), Some(&name));
            name
        });
        assert_eq!(stored.collect::<BTreeSet<_>>(), names::<E>());
    }

    /// Insists that a field that is null may be missing as well, and that one that nobody knows is passed over.
    pub fn are_read_with_more_and_with_less(&self) {
        for line in self.lines.lines() {
            let mut fields: Map<String, Value> = read(line);
            fields.retain(|_, value| !value.is_null());
            fields.insert("strange".to_owned(), Value::from("more"));
            assert_eq!(read::<E>(&Value::Object(fields).to_string()), read::<E>(line));
        }
    }
}

#[expect(clippy::panic, reason = "a test that reads what cannot be read has failed")]
fn read<T: DeserializeOwned>(line: &str) -> T {
    serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))
}

/// The names that can be read; whoever asks for one that cannot is told all of them.
fn names<E: DeserializeOwned + Debug>() -> BTreeSet<String> {
    let told = serde_json::from_str::<E>(r#"{"type":"no_such_event"}"#).err().map(|error| error.to_string());
    let names: BTreeSet<String> =
        told.iter().flat_map(|told| told.split('`').skip(3).step_by(2)).map(ToOwned::to_owned).collect();
    assert!(names.len() > 1, "{told:?}");
    names
}
