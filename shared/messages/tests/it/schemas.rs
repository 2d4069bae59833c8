//! A JSON Schema for every message, committed, so that a change of the wire is a difference that someone reads.

use std::{collections::BTreeSet, fs, path::Path};

use dars_messages::facts::all;

use crate::generated::{event_type, keep, must_not_be, pretty, root, schema, schema_path};

const FOLDER: &str = "shared/messages/schemas";

#[test]
fn every_message_has_its_committed_schema_and_nothing_else_lies_there() {
    let mut expected = BTreeSet::new();
    for message in all() {
        let path = format!("{FOLDER}/{}", schema_path(&message));
        keep(&path, &pretty(&schema(&message)));
        assert!(expected.insert(path), "two messages called {}", event_type(&message));
    }
    let mut found = Vec::new();
    files_below(&root().join(FOLDER), FOLDER, &mut found);
    for path in found.iter().filter(|path| !path.starts_with(&format!("{FOLDER}/released/"))) {
        if !expected.contains(path) && *path != format!("{FOLDER}/RELEASED") {
            must_not_be(path);
        }
    }
}

#[test]
fn a_schema_is_of_2020_12_and_says_what_every_field_means() {
    for message in all() {
        let schema = schema(&message);
        let name = event_type(&message);
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{name}");
        assert_eq!(schema["$id"], format!("urn:dars:schema:{name}"));
        assert!(schema["description"].is_string(), "{name} says not what it is");
        for (field, inner) in schema["properties"].as_object().unwrap() {
            assert!(inner["description"].is_string(), "{name}: {field} says not what it means");
        }
    }
}

fn files_below(folder: &Path, name: &str, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{name}/{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            files_below(&entry.path(), &name, found);
        } else {
            found.push(name);
        }
    }
}
