//! Public facts are read by teams we do not know: no person, no free text, ever. Every field is on a list that someone
//! has read.

use dars_messages::{
    FactKind, Owner,
    facts::{Described, all},
    server::team_filters,
    topology::{fact_filter, fact_stream_subjects},
};
use serde_json::Value;

use crate::generated::schema;

/// Types of text that cannot hold words or a person: references, codes of organisations, versions.
const REFERENCES: [&str; 10] = [
    "Nic",
    "EnquiryRef",
    "ContractRef",
    "ServiceAgreementRef",
    "ReleaseRef",
    "CertificateRef",
    "PrecedentRef",
    "MeetingRef",
    "OrganisationId",
    "DocumentVersion",
];

/// Plain text that every public fact may have: a hash, and the catalogue's id of a data set.
const PLAIN: [&str; 2] = ["sha256", "dataset"];

/// Fields of text that one public fact alone may have, and why they are harmless.
const EXCEPTIONS: [(&str, &str); 9] = [
    // A data set's name in the public catalogue.
    ("dataset_registered", "name"),
    // The titles of published statistics, from the public catalogue.
    ("dataset_registered", "traits.published"),
    // The names of its fields, from the public catalogue.
    ("dataset_registered", "traits.fields"),
    // Under which conditions it is given, from the public catalogue.
    ("dataset_registered", "traits.special_conditions"),
    // A standard's number: `review` takes those of its list alone.
    ("clarification_raised", "standard"),
    // Codes of the conditions of the release gate, which `contracts` itself writes.
    ("release_held", "reasons"),
    // A title is public from approval on.
    ("application_approved", "title"),
    // An agreement's or enquiry's reference.
    ("reminder_sent", "reference"),
    // A mail's number, e.g. N15.
    ("reminder_sent", "mail"),
];

fn public() -> Vec<Described> {
    all().into_iter().filter(|message| message.kind == Some(FactKind::Public)).collect()
}

/// Why a field may not stand in a public fact; `None` if it may.
fn objection(fact: &str, field: &str, schema: &Value, whole: &Value) -> Option<String> {
    if let Some(reference) = schema["$ref"].as_str() {
        if REFERENCES.iter().any(|name| reference == format!("#/$defs/{name}")) {
            return None;
        }
        let definition = whole.pointer(reference.trim_start_matches('#')).unwrap_or(&Value::Null);
        return objection(fact, field, definition, whole);
    }
    if is_closed_list(schema) {
        return None;
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        return choices.iter().find_map(|choice| objection(fact, field, choice, whole));
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    if types.is_empty() {
        return Some("can be anything".to_owned());
    }
    types.into_iter().find_map(|of| match of {
        "boolean" | "integer" | "null" => None,
        "array" => objection(fact, field, &schema["items"], whole),
        "string" if schema["format"] == "date" => None,
        // Ids of people are UUIDs.
        "string" if !schema["format"].is_null() => Some(format!("is of the format {}", schema["format"])),
        "string" if PLAIN.contains(&field) || EXCEPTIONS.contains(&(fact, field)) => None,
        "object" => inside(fact, field, schema, whole),
        other => Some(format!("is of the type {other} and on no list")),
    })
}

/// Why a field within `field` may not stand in a public fact; its path has a dot.
fn inside(fact: &str, field: &str, schema: &Value, whole: &Value) -> Option<String> {
    let closed = schema["additionalProperties"].is_null() || schema["additionalProperties"] == false;
    let Some(members) = schema["properties"].as_object().filter(|_| closed) else {
        return Some("can be anything".to_owned());
    };
    members.iter().find_map(|(name, inner)| {
        let path = format!("{field}.{name}");
        objection(fact, &path, inner, whole).map(|why| format!("({path}) {why}"))
    })
}

fn is_closed_list(schema: &Value) -> bool {
    let choices = |choice: &Value| choice["const"].is_string() || choice["enum"].is_array();
    choices(schema) || schema["oneOf"].as_array().is_some_and(|all| all.iter().all(choices))
}

#[test]
fn a_public_fact_carries_no_person_and_no_free_text() {
    let objections: Vec<String> = public()
        .iter()
        .flat_map(|fact| {
            let schema = schema(fact);
            let fields = schema["properties"].as_object().unwrap().clone();
            fields.into_iter().filter_map(move |(field, inner)| {
                objection(fact.name, &field, &inner, &schema).map(|why| format!("{}: {field} {why}", fact.name))
            })
        })
        .collect();
    assert!(objections.is_empty(), "make these facts internal, or read them and list them here: {objections:#?}");
}

#[test]
fn what_could_carry_a_person_or_free_text_is_objected_to() {
    let whole = serde_json::json!({"$defs": {"PersonId": {"type": "string", "format": "uuid"}}});
    for (field, schema) in [
        ("lead", serde_json::json!({"$ref": "#/$defs/PersonId"})),
        ("note", serde_json::json!({"type": "string"})),
        ("title", serde_json::json!({"type": ["string", "null"]})),
        ("nic", serde_json::json!({"type": "string"})),
        ("names", serde_json::json!({"type": "array", "items": {"type": "string"}})),
        ("content", serde_json::json!({"type": "object"})),
        ("anything", serde_json::json!(true)),
        ("map", serde_json::json!({"type": "object", "additionalProperties": {"type": "integer"}})),
        ("due", serde_json::json!({"type": "object", "properties": {"note": {"type": "string"}}})),
        (
            "dues",
            serde_json::json!({"type": "array", "items": {"type": "object", "properties": {"by": {"$ref": "#/$defs/PersonId"}}}}),
        ),
    ] {
        assert!(objection("application_submitted", field, &schema, &whole).is_some(), "{field}");
    }
}

#[test]
fn an_exception_that_is_no_longer_needed_leaves_the_list() {
    let public = public();
    for (fact, field) in EXCEPTIONS {
        let found = public.iter().find(|public| public.name == fact);
        assert!(found.is_some_and(|found| has(&schema(found), field)), "{fact} {field}");
    }
}

/// Whether a message has a field at a path with dots.
fn has(whole: &Value, path: &str) -> bool {
    let mut at = whole;
    path.split('.').all(|name| {
        let resolved = at["$ref"].as_str().and_then(|reference| whole.pointer(reference.trim_start_matches('#')));
        at = &resolved.unwrap_or(at)["properties"][name];
        !at.is_null()
    })
}

#[test]
fn a_team_is_granted_every_public_fact_of_an_owner_and_nothing_else() {
    for owner in Owner::SERVICES {
        let filters = team_filters(owner);
        for message in all().into_iter().filter(|message| message.owner == owner) {
            let filter = fact_filter(owner, message.name, message.version);
            assert_eq!(filters.contains(&filter), message.kind == Some(FactKind::Public), "{filter}");
        }
        for filter in &filters {
            assert_eq!(filter.matches('*').count(), 1, "{filter} names one fact, about anything");
            assert_eq!(filter.split('.').count(), fact_stream_subjects(owner).split('.').count(), "{filter}");
        }
    }
}
