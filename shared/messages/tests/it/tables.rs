//! The tables that people read: who publishes and hears what (README.md), and what downstream teams get (docs/events.md).

use std::fmt::Write as _;

use dars_messages::{
    FactKind, Owner,
    facts::{Described, all},
    topology::{fact_filter, schema_uri},
};
use serde_json::Value;

use crate::generated::{description, event_type, keep_between, schema, schema_path};

/// Types of text that need no further words.
const REFERENCES: [(&str, &str); 8] = [
    ("Nic", "a NIC number, e.g. `DARS-NIC-123456-A1B2C`"),
    ("EnquiryRef", "an enquiry's reference, e.g. `ENQ-2026-000412`"),
    ("ContractRef", "a framework contract's reference, e.g. `CON-123456-A1B2C`"),
    ("ServiceAgreementRef", "a service agreement's reference, e.g. `SVA-2026-000007`"),
    ("ReleaseRef", "a release's reference, e.g. `REL-2026-000007`"),
    ("CertificateRef", "a destruction certificate's reference, e.g. `DDC-2026-000041`"),
    ("OrganisationId", "an organisation's code"),
    ("DocumentVersion", "a version, e.g. `v1.0`"),
];

#[test]
fn the_table_of_who_publishes_and_hears_what_stands_in_the_readme() {
    let mut table = String::from("| Owner | Message | Kind | What it says | Heard by |\n|---|---|---|---|---|\n");
    for message in all() {
        let kind = match message.kind {
            Some(FactKind::Public) => "public",
            Some(FactKind::Internal) => "internal",
            None => "contact",
        };
        let says = description(&schema(&message));
        let (owner, name, version) = (message.owner, message.name, message.version);
        let heard = heard_by(&message);
        writeln!(table, "| {owner} | `{name}` v{version} | {kind} | {says} | {heard} |").unwrap();
    }
    keep_between("README.md", "messages", &table);
}

fn heard_by(message: &Described) -> String {
    let hears = |hearer: &Owner| match message.kind {
        Some(_) => hearer.hears_of(message.owner).contains(&message.name),
        None => hearer.hears_contacts().contains(&message.owner),
    };
    let mut hearers: Vec<&str> = Owner::SERVICES.into_iter().filter(hears).map(Owner::name).collect();
    if message.kind == Some(FactKind::Public) {
        hearers.push("teams");
    }
    if hearers.is_empty() { "nobody".to_owned() } else { hearers.join(", ") }
}

#[test]
fn every_public_fact_is_described_for_downstream_teams() {
    let mut text = String::new();
    for fact in all().into_iter().filter(|message| message.kind == Some(FactKind::Public)) {
        text.push_str(&one_fact(&fact));
    }
    keep_between("docs/events.md", "public-facts", &text);
}

fn one_fact(fact: &Described) -> String {
    let schema = schema(fact);
    let (subject, event_type) = (fact_filter(fact.owner, fact.name, fact.version), event_type(fact));
    let mut text = format!(
        "\n### {event_type}\n\n{}\n\nSubject `{}`, schema [`{}`](../shared/messages/schemas/{}).\n\n\
         | Field | Is | Means |\n|---|---|---|\n",
        description(&schema),
        subject.replace('*', "<reference>"),
        schema_uri(&event_type),
        schema_path(fact),
    );
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for (field, inner) in schema["properties"].as_object().unwrap() {
        let optional = if required.contains(&field.as_str()) { "" } else { ", or absent" };
        writeln!(text, "| `{field}` | {}{optional} | {} |", kind_of(inner, &schema), description(inner)).unwrap();
    }
    text
}

/// A field's kind in words.
fn kind_of(schema: &Value, whole: &Value) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        if let Some((_, words)) = REFERENCES.iter().find(|(name, _)| reference == format!("#/$defs/{name}")) {
            return (*words).to_owned();
        }
        return kind_of(whole.pointer(reference.trim_start_matches('#')).unwrap(), whole);
    }
    let codes = codes(schema);
    if !codes.is_empty() {
        return format!("one of `{}`", codes.join("`, `"));
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        let words: Vec<String> =
            choices.iter().filter(|choice| choice["type"] != "null").map(|choice| kind_of(choice, whole)).collect();
        return words.join(" or ");
    }
    match (type_of(schema), schema["format"].as_str()) {
        ("array", _) => format!("a list, each {}", kind_of(&schema["items"], whole)),
        ("object", _) => object(schema, whole),
        ("string", Some("date")) => "a date".to_owned(),
        ("string", _) => "text".to_owned(),
        ("boolean", _) => "true or false".to_owned(),
        ("integer", _) => "a whole number".to_owned(),
        (other, _) => panic!("no words for {other}: {schema}"),
    }
}

/// The one type of a field; that it may be absent is said elsewhere.
fn type_of(schema: &Value) -> &str {
    let many = schema["type"].as_array().into_iter().flatten().filter_map(Value::as_str);
    schema["type"].as_str().or_else(|| many.into_iter().find(|one| *one != "null")).unwrap_or_default()
}

/// What an object within a message holds.
fn object(schema: &Value, whole: &Value) -> String {
    let members = schema["properties"].as_object().into_iter().flatten();
    let members: Vec<String> = members
        .map(|(name, inner)| {
            let means = description(inner);
            format!("`{name}`: {} ({})", kind_of(inner, whole), means.trim_end_matches('.'))
        })
        .collect();
    format!("an object; {}", members.join("; "))
}

fn codes(schema: &Value) -> Vec<&str> {
    let choices = schema["oneOf"].as_array().map_or(std::slice::from_ref(schema), Vec::as_slice);
    choices
        .iter()
        .flat_map(|choice| {
            let many = choice["enum"].as_array().into_iter().flatten().filter_map(Value::as_str);
            choice["const"].as_str().into_iter().chain(many)
        })
        .collect()
}
