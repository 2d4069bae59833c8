//! Released schemas are a promise: each has a frozen copy, and the schema of today must not break it.

use std::{collections::BTreeSet, fs};

use dars_messages::{FactKind, facts::all};
use serde_json::Value;

use crate::{
    compatibility::breaks,
    generated::{root, schema, schema_path},
};

const FOLDER: &str = "shared/messages/schemas";

/// The lines of `RELEASED`, without comments: `contracts/agreement_activated.v1.json`.
fn listed() -> BTreeSet<String> {
    let text = fs::read_to_string(root().join(FOLDER).join("RELEASED")).unwrap();
    let lines = text.lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(ToOwned::to_owned).collect()
}

#[test]
fn a_released_schema_is_never_broken() {
    let today = all();
    for path in listed() {
        let message = today.iter().find(|message| schema_path(message) == path);
        let message = message.unwrap_or_else(|| panic!("{path} was released and no longer exists"));
        assert_eq!(message.kind, Some(FactKind::Public), "{path}: only public facts are released");
        let copy = fs::read_to_string(root().join(FOLDER).join("released").join(&path));
        let copy = copy.unwrap_or_else(|_| panic!("{path} is listed in RELEASED: put its copy into released/"));
        let old: Value = serde_json::from_str(&copy).unwrap();
        let broken = breaks(&old, &schema(message));
        assert!(broken.is_empty(), "{path} was released; make a v2 beside it instead: {broken:?}");
    }
}

#[test]
fn a_frozen_copy_belongs_to_a_listed_schema() {
    let listed = listed();
    let Ok(owners) = fs::read_dir(root().join(FOLDER).join("released")) else { return };
    for owner in owners {
        let owner = owner.unwrap();
        for copy in fs::read_dir(owner.path()).unwrap() {
            let (owner, copy) = (owner.file_name(), copy.unwrap().file_name());
            let path = format!("{}/{}", owner.to_str().unwrap(), copy.to_str().unwrap());
            assert!(listed.contains(&path), "released/{path} is not listed in RELEASED");
        }
    }
}
