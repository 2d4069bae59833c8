use dars_vocabulary::{
    code::{Level, PlaceKind},
    content::{Controller, DataSetRequest, EvidenceItem, Place},
};
use jiff::civil::date;
use serde_json::json;

use super::*;
use crate::sample::{complete, place, sub_licensing, supported};

fn changed(change: impl FnOnce(&mut ApplicationContent)) -> (ApplicationContent, ApplicationContent) {
    let before = complete();
    let mut after = before.clone();
    change(&mut after);
    (before, after)
}

fn seen(changes: &[Change]) -> Vec<(ChangeIs, &str, &str)> {
    changes.iter().map(|change| (change.kind, change.pointer.as_str(), change.words.as_str())).collect()
}

#[test]
fn nothing_differs_from_itself_in_whatever_order_its_lists_stand() {
    for content in [complete(), supported(), sub_licensing(), ApplicationContent::default()] {
        assert_eq!(difference(&content, &content), []);
        let mut turned = content.clone();
        for list in turned.locations.iter_mut().map(|section| &mut section.places) {
            list.reverse();
        }
        for list in turned.evidence.iter_mut().map(|section| &mut section.items) {
            list.reverse();
        }
        assert_eq!(difference(&content, &turned), []);
    }
}

#[test]
fn a_place_that_moved_up_the_list_is_the_same_place() {
    let (before, after) = changed(|content| {
        let places = &mut content.locations.as_mut().unwrap().places;
        places.remove(0);
        places[0].cloud_risk_score = Some(4);
    });
    let changes = difference(&before, &after);
    assert_eq!(
        seen(&changes),
        [
            (
                ChangeIs::Changed,
                "/locations/places/0/cloud_risk_score",
                "Locations: the cloud place of CB01, cloud risk score changed from 2 to 4."
            ),
            (ChangeIs::Removed, "/locations/places/0", "Locations: the processing place of NU01 was removed."),
        ]
    );
}

#[test]
fn a_controller_and_a_data_set_are_found_again_by_what_they_are() {
    let (before, after) = changed(|content| {
        let controllers = &mut content.parties.as_mut().unwrap().controllers;
        controllers.insert(0, Controller { organisation: "HC01".parse().unwrap(), also_processes: false });
        controllers[1].also_processes = false;
        let requests = &mut content.data_sets.as_mut().unwrap().requests;
        requests.insert(0, DataSetRequest { dataset: "ecds".to_owned(), ..DataSetRequest::default() });
        requests[1].level = Some(Level::Pseudonymised);
        requests[1].period.as_mut().unwrap().to = date(2027, 3, 31);
    });
    let changes = difference(&before, &after);
    let words: Vec<&str> = changes.iter().map(|change| change.words.as_str()).collect();
    assert_eq!(words[0], "Parties: controller HC01 was added.");
    assert_eq!(words[1], "Parties: controller NU01, also processes changed from yes to no.");
    assert_eq!(words[2], "Data sets: data set ecds was added.");
    assert!(words.contains(
        &"Data sets: data set hes-apc, level changed from \u{201c}identifiable\u{201d} to \u{201c}pseudonymised\u{201d}."
    ));
    assert!(changes.iter().any(|change| change.pointer == "/data_sets/requests/1/period/to"));
    assert_eq!(changes.len(), 5);
}

#[test]
fn one_of_two_requests_for_the_same_data_set_is_told_from_the_other() {
    let (mut before, mut after) = (complete(), complete());
    let second = DataSetRequest {
        period: Some(dars_vocabulary::content::Period { from: date(2001, 4, 1), to: date(2002, 3, 31) }),
        ..complete().data_sets.unwrap().requests[0].clone()
    };
    before.data_sets.as_mut().unwrap().requests.insert(0, second.clone());
    let gone = difference(&before, &after);
    assert_eq!(seen(&gone), [(ChangeIs::Removed, "/data_sets/requests/0", "Data sets: data set hes-apc was removed.")]);
    after.data_sets.as_mut().unwrap().requests.push(second);
    assert_eq!(difference(&before, &after), []);
}

#[test]
fn a_long_text_is_said_to_be_rewritten_and_both_are_at_hand() {
    let (before, after) = changed(|content| {
        content.purpose.as_mut().unwrap().objective = "word ".repeat(60);
        content.evidence.as_mut().unwrap().items.push(EvidenceItem {
            title: "Letter".to_owned(),
            reference: "LETTER/1".to_owned(),
            sha256: "0f".repeat(32),
        });
        content.ethics = None;
    });
    let changes = difference(&before, &after);
    assert_eq!(
        seen(&changes).into_iter().map(|(kind, _, words)| (kind, words)).collect::<Vec<_>>(),
        [
            (ChangeIs::Changed, "Purpose: objective was rewritten (6 words before, 60 now)."),
            (ChangeIs::Removed, "Ethics: the section was removed."),
            (ChangeIs::Added, "Evidence: paper LETTER/1 was added."),
        ]
    );
    assert_eq!(changes[0].before, Some(json!("To see whether screening prevents stroke.")));
}

#[test]
fn two_places_of_one_kind_are_told_apart_by_their_addresses() {
    let at = |address: &str, score| Place {
        address: Some(address.to_owned()),
        cloud_risk_score: Some(score),
        ..place("CB01", PlaceKind::Cloud)
    };
    let (mut before, mut after) = (complete(), complete());
    before.locations.as_mut().unwrap().places = vec![at("Leeds", 1), at("Wells", 2)];
    after.locations.as_mut().unwrap().places = vec![at("Wells", 3), at("Leeds", 1)];
    let changes = difference(&before, &after);
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].pointer, "/locations/places/0/cloud_risk_score");
}

#[test]
fn whatever_changes_is_told_and_told_the_other_way_round() {
    let (before, after) = (complete(), supported());
    let mut sub = sub_licensing();
    sub.title = None;
    for (one, other) in [(&before, &after), (&before, &sub), (&after, &sub), (&before, &ApplicationContent::default())]
    {
        let (there, back) = (difference(one, other), difference(other, one));
        assert!(!there.is_empty());
        let count = |changes: &[Change], kind| changes.iter().filter(|change| change.kind == kind).count();
        for (kind, turned) in [
            (ChangeIs::Added, ChangeIs::Removed),
            (ChangeIs::Removed, ChangeIs::Added),
            (ChangeIs::Changed, ChangeIs::Changed),
        ] {
            assert_eq!(count(&there, kind), count(&back, turned), "{kind:?}");
        }
    }
}

/// Every leaf in turn is made something else: exactly that is told.
#[test]
fn no_leaf_changes_unseen() {
    let whole = serde_json::to_value(complete()).unwrap();
    let mut pointers = Vec::new();
    leaves(&whole, String::new(), &mut pointers);
    let mut tried = 0;
    for pointer in pointers {
        let mut other = whole.clone();
        let leaf = other.pointer_mut(&pointer).unwrap();
        *leaf = match &*leaf {
            Value::Bool(is) => json!(!*is),
            Value::Number(number) => json!(number.as_u64().unwrap() + 1),
            Value::String(text) => json!(format!("{text}x")),
            Value::Null | Value::Array(_) | Value::Object(_) => continue,
        };
        // Codes, dates and the like can't be just anything.
        let Ok(other) = serde_json::from_value::<ApplicationContent>(other) else { continue };
        tried += 1;
        assert!(!difference(&complete(), &other).is_empty(), "{pointer}");
    }
    assert!(tried > 20, "{tried}");
}

fn leaves(value: &Value, at: String, all: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| leaves(value, format!("{at}/{key}"), all)),
        Value::Array(entries) => {
            entries.iter().enumerate().for_each(|(key, value)| leaves(value, format!("{at}/{key}"), all));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => all.push(at),
    }
}
