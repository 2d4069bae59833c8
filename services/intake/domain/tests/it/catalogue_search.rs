//! What people type, and which data set of the catalogue they mean; read from the catalogue's own file.

use std::collections::BTreeMap;

use dars_intake_domain::dataset::search::search;
use dars_vocabulary::{DataSetEntry, catalogue::Coverage};
use jiff::civil::date;

fn catalogue() -> Vec<(String, DataSetEntry)> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../config/catalogue.json");
    let file: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let entries: BTreeMap<String, DataSetEntry> = serde_json::from_value(file["datasets"].clone()).unwrap();
    entries.into_iter().collect()
}

fn found(question: &str) -> Vec<String> {
    let catalogue = catalogue();
    search(question, &catalogue).into_iter().map(|(at, _)| catalogue[at].0.clone()).collect()
}

#[test]
fn what_people_type_finds_what_they_mean_first() {
    for (question, meant) in [
        // By a former name; whoever asks for it wants what it became.
        ("IAPT", "talking-therapies"),
        ("iapt", "talking-therapies"),
        ("Improving Access to Psychological Therapies", "talking-therapies"),
        ("MHMDS", "mhsds"),
        ("MHLDDS", "mhsds"),
        ("ONS mortality", "deaths"),
        ("CYPHS", "csds"),
        // A&E means emergency care as it is now: HES A&E ended in March 2020, and follows.
        ("A&E", "ecds"),
        ("a & e", "ecds"),
        ("A and E", "ecds"),
        ("accident and emergency", "ecds"),
        ("HES A&E", "hes-ae"),
        ("A&E before 2020", "hes-ae"),
        // Registrations are what all other cancer data is linked to.
        ("cancer", "ndrs-registrations"),
        ("chemotherapy", "sact"),
        ("radiotherapy", "rtds"),
        ("cancer waiting times", "ndrs-pathway"),
        // Every registered death; the local and the counted ones follow.
        ("deaths", "deaths"),
        ("death", "deaths"),
        ("mortality", "deaths"),
        ("births", "births"),
        ("HES", "hes-apc"),
        ("hospital admissions", "hes-apc"),
        ("outpatient", "hes-op"),
        ("ICU", "hes-cc"),
        ("intensive care", "hes-cc"),
        ("mental health", "mhsds"),
        ("depression", "talking-therapies"),
        ("maternity", "msds"),
        ("diabetes", "nda"),
        ("obesity", "ncmp"),
        ("GP data", "gdppr"),
        ("covid", "gdppr"),
        ("prescriptions", "medicines-dispensed"),
        ("social care", "asc-cld"),
        ("invoices", "invoice-validation"),
        ("SUS", "sus"),
        ("MRIS", "mris-reports"),
        ("ndrs-somatic", "ndrs-somatic"),
        ("Emergency Care Data Set", "ecds"),
        // With a slip of the keys.
        ("canser", "ndrs-registrations"),
        ("maternaty", "msds"),
        ("diabeets", "nda"),
        ("mortalty", "deaths"),
        ("emergancy care", "ecds"),
        ("tlaking therapies", "talking-therapies"),
        // In a sentence, with words that the catalogue does not know.
        ("asthma chemotherapy unicorns", "sact"),
    ] {
        let found = found(question);
        assert_eq!(found.first().map(String::as_str), Some(meant), "{question}: {found:?}");
    }
}

#[test]
fn what_is_near_follows_behind() {
    assert_eq!(found("A&E")[..2], ["ecds", "hes-ae"]);
    let cancer = found("cancer");
    for near in ["sact", "rtds", "ndrs-pathway", "ndrs-somatic"] {
        assert!(cancer.iter().any(|id| id == near), "{cancer:?}");
    }
    let deaths = found("deaths");
    assert!(["pcmd", "vital-statistics"].iter().all(|near| deaths.iter().any(|id| id == near)), "{deaths:?}");
}

#[test]
fn what_nobody_could_mean_is_not_found() {
    for question in ["", "  ", "&&&", "unicorn", "zzzzzzzz", "'; drop datasets; --", &"x".repeat(5000)] {
        assert_eq!(found(question), [""; 0], "{question}");
    }
}

#[test]
fn it_is_said_on_what_something_was_found() {
    let catalogue = catalogue();
    let first = |question| serde_json::to_value(&search(question, &catalogue)[0].1).unwrap();
    let seen = |on, text, roughly| serde_json::json!({"on": on, "text": text, "roughly": roughly});
    assert_eq!(first("iapt"), seen("former-name", "IAPT", false));
    assert_eq!(first("A&E"), seen("topic", "A&E", false));
    assert_eq!(first("canser"), seen("topic", "cancer", true));
    assert_eq!(first("ecds"), seen("abbreviation", "ECDS", false));
}

#[test]
fn what_goes_on_comes_before_what_has_ended() {
    let entry = |to| DataSetEntry {
        name: "Waits".to_owned(),
        scope: "Waits.".to_owned(),
        coverage: Coverage { from: None, to },
        ..DataSetEntry::default()
    };
    let entries = [("a".to_owned(), entry(Some(date(2020, 3, 31)))), ("b".to_owned(), entry(None))];
    let order: Vec<usize> = search("waits", &entries).into_iter().map(|(at, _)| at).collect();
    assert_eq!(order, [1, 0]);
}
