//! The fixtures' applications (domain.md §17) and the rules: what is submitted in a story may be submitted.

#![cfg(test)]

use std::{collections::BTreeMap, fs, path::PathBuf};

use dars_rules::{Assurance, Context, FrameworkCover, blocking, check};
use dars_vocabulary::{ApplicationContent, DataSetEntry, DataSetTraits, Finding, Stage, content::SectionName};
use jiff::civil::Date;
use serde_json::{Map, Value, from_value};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures")
}

fn read(name: &str) -> Value {
    let path = folder().join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn list(name: &str) -> Vec<Value> {
    read(name).as_array().unwrap().clone()
}

fn as_of<T: serde::de::DeserializeOwned>(value: &Value) -> T {
    from_value(value.clone()).unwrap()
}

/// The catalogue as `intake` brings it.
fn catalogue() -> BTreeMap<String, DataSetTraits> {
    let file = read("../../services/intake/config/catalogue.json");
    let entries: BTreeMap<String, DataSetEntry> = as_of(&file["datasets"]);
    entries.into_iter().map(|(id, entry)| (id, entry.traits())).collect()
}

/// Everything that the fixtures tell beside the stories.
fn known() -> Context {
    let cover = |one: &Value| FrameworkCover {
        contract: as_of(&one["contract"]),
        organisation: as_of(&one["organisation"]),
        start: as_of(&one["start"]),
        end: as_of(&one["end"]),
    };
    let assurance = |one: &Value| Assurance {
        organisation: as_of(&one["organisation"]),
        kind: as_of(&one["kind"]),
        outcome: as_of(&one["outcome"]),
        valid_to: as_of(&one["valid_to"]),
        plan_approved: one["plan_approved"].as_bool().unwrap_or_default(),
        particulars: dars_vocabulary::AssuranceParticulars::default(),
    };
    let organisations = list("organisations.json");
    let organisations = organisations.iter().map(|one| (as_of(&one["id"]), as_of(&one["organisation_type"])));
    Context {
        catalogue: Some(catalogue()),
        organisations: organisations.collect(),
        framework_contracts: Some(list("framework-contracts.json").iter().map(cover).collect()),
        assurances: Some(list("assurances.json").iter().map(assurance).collect()),
        ..Context::default()
    }
}

/// The application of a story that has one, and the day on which it is submitted.
fn application(story: &Value) -> Option<(ApplicationContent, Date)> {
    let submitted = story["steps"].as_array()?.iter().find(|step| step["name"] == "submitted")?;
    let day = submitted["at"].as_str().unwrap().split('T').next().unwrap().parse().unwrap();
    let sections = story["sections"].as_object()?;
    let fields = SectionName::ALL.iter().filter_map(|name| {
        let body = sections.get(name.code())?.clone();
        let body = if *name == SectionName::Title { body["title"].clone() } else { body };
        Some((name.code().replace('-', "_"), body))
    });
    Some((from_value(Value::Object(fields.collect::<Map<_, _>>())).unwrap(), day))
}

fn stories() -> BTreeMap<String, Value> {
    let files = fs::read_dir(folder().join("stories")).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    names.map(|name| (name.clone(), read(&format!("stories/{name}")))).collect()
}

/// The findings on each application as it is submitted.
fn findings() -> BTreeMap<String, Vec<Finding>> {
    let findings_on = |(name, story): (String, Value)| {
        let (content, day) = application(&story)?;
        let known = Context { applicant: Some(as_of(&story["organisation"])), ..known() };
        Some((name, check(&content, day, &known)))
    };
    stories().into_iter().filter_map(findings_on).collect()
}

#[test]
fn what_is_submitted_in_a_story_meets_every_rule_that_blocks_there() {
    let findings = findings();
    assert!(findings.len() >= 10, "{} applications", findings.len());
    for (story, findings) in findings {
        for stage in [Stage::Submit, Stage::Approve] {
            assert_eq!(blocking(findings.clone(), stage), [], "{story}");
        }
    }
}

#[test]
fn the_solely_commercial_application_is_shown_why_such_ones_are_refused() {
    let findings = findings();
    let rules: Vec<&str> = findings["f10.json"].iter().map(|found| found.rule).collect();
    assert!(rules.contains(&"V17"), "{rules:?}");
}
