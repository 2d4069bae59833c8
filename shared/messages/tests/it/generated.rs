//! Committed files that are generated: compared, or written anew with `UPDATE=1`.

use std::{fs, path::PathBuf};

use dars_messages::{OutgoingFamily, facts::Described, topology};
use serde_json::Value;

/// The root of the tree.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn updating() -> bool {
    std::env::var("UPDATE").is_ok_and(|value| value == "1")
}

/// The file at `path` (from the root) must have this content.
pub fn keep(path: &str, content: &str) {
    let file = root().join(path);
    let found = fs::read_to_string(&file).unwrap_or_default();
    if found == content {
        return;
    }
    assert!(updating(), "{path} is not what is generated now: run infra/generate and read the difference");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, content).unwrap();
}

/// The part of the file at `path` between the markers of `name` must be this.
pub fn keep_between(path: &str, name: &str, content: &str) {
    let found = fs::read_to_string(root().join(path)).unwrap();
    let (begin, end) = (format!("<!-- generated: {name} -->\n"), format!("<!-- end: {name} -->"));
    let (before, rest) = found.split_once(&begin).unwrap_or_else(|| panic!("{path} lacks {begin}"));
    let (_, after) = rest.split_once(&end).unwrap_or_else(|| panic!("{path} lacks {end}"));
    keep(path, &format!("{before}{begin}{content}{end}{after}"));
}

/// A stray file at `path` (from the root) is removed, or fails.
pub fn must_not_be(path: &str) {
    assert!(updating(), "{path} belongs to no message: run infra/generate");
    fs::remove_file(root().join(path)).unwrap();
}

/// Facts or contacts.
pub fn family(message: &Described) -> OutgoingFamily {
    if message.kind.is_some() { OutgoingFamily::Facts } else { OutgoingFamily::Contacts }
}

/// `ce-type` of a message.
pub fn event_type(message: &Described) -> String {
    match family(message) {
        OutgoingFamily::Facts => topology::event_type(message.owner, message.name, message.version),
        OutgoingFamily::Contacts => topology::contact_type(message.owner, message.name, message.version),
    }
}

/// The schema of a message under its own address, members in alphabetical order.
pub fn schema(message: &Described) -> Value {
    let mut schema = message.schema.as_value().clone();
    schema["$id"] = Value::String(topology::schema_uri(&event_type(message)));
    sorted(&schema)
}

/// Where the schema of a message stands, below `schemas/`.
pub fn schema_path(message: &Described) -> String {
    let folder = match family(message) {
        OutgoingFamily::Facts => message.owner.to_string(),
        OutgoingFamily::Contacts => format!("contacts/{}", message.owner),
    };
    format!("{folder}/{}.v{}.json", message.name, message.version)
}

/// The description of a message or field: the first paragraph of its documentation, on one line.
pub fn description(schema: &Value) -> String {
    let text = schema["description"].as_str().unwrap_or_default();
    text.split("\n\n").next().unwrap_or_default().replace('\n', " ")
}

/// Members in alphabetical order, whatever order this build of `serde_json` keeps.
pub fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut members: Vec<_> = map.iter().map(|(key, inner)| (key.clone(), sorted(inner))).collect();
            members.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(members.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(sorted).collect()),
        other => other.clone(),
    }
}

/// Indented JSON with a newline at its end.
pub fn pretty(value: &Value) -> String {
    format!("{}\n", serde_json::to_string_pretty(value).unwrap())
}
