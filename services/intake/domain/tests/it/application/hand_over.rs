//! A lead who left: the next is named by the lead before, by the administrator, or, where there is none, by an officer.

use std::collections::BTreeMap;

use dars_vocabulary::Refuse as _;

use super::*;
use crate::people::no;

/// A case officer's facts; who is a lead there still, and whether anyone administers it.
fn asked_by(facts: Facts, leads: &[&str], administered: bool) -> Facts {
    let people = leads.iter().map(|name| (person(name), vec![membership(MembershipRole::Lead)]));
    Facts { people: people.collect::<BTreeMap<_, _>>(), administered, ..facts }
}

#[test]
fn an_officer_hands_it_over_where_the_lead_left_and_nobody_administers() {
    let events = decide(&draft(), hand_over("cy"), &asked_by(officer(), &["cy"], false)).unwrap();
    let [Event::HandedOver { lead, handed_over_by, .. }] = &events[..] else { panic!("{events:?}") };
    assert_eq!((*lead, *handed_over_by), (person("cy"), person("olu")));
    assert_eq!(folded(draft(), &events).application().unwrap().lead, person("cy"));
}

#[test]
fn not_while_the_lead_is_there_nor_where_an_administrator_is() {
    let there = decide(&draft(), hand_over("cy"), &asked_by(officer(), &["ada", "cy"], false));
    assert_eq!(no(there), (RefusalKind::WrongState, "lead-not-gone"));
    let administered = decide(&draft(), hand_over("cy"), &asked_by(officer(), &["cy"], true));
    assert_eq!(no(administered), (RefusalKind::WrongState, "administrator-there"));
    let over = after(draft(), &[withdraw()]);
    assert_eq!(no(decide(&over, hand_over("cy"), &asked_by(officer(), &["cy"], false))).1, "application-over");
}

#[test]
fn only_a_case_officer_of_no_part_in_it_does() {
    let approver = by(signed_in("app", &[StaffRole::Approver]), Vec::new());
    assert_eq!(no(decide(&draft(), hand_over("cy"), &asked_by(approver, &["cy"], false))).1, "role-needed");
    let own = by(signed_in("olu", &[StaffRole::CaseOfficer]), vec![membership(MembershipRole::Signatory)]);
    assert_eq!(no(decide(&draft(), hand_over("cy"), &asked_by(own, &["cy"], false))).1, "own-organisation");
    assert_eq!(no(decide(&draft(), hand_over("cy"), &asked_by(lead(), &["cy"], false))).1, "role-needed");
}

#[test]
fn the_next_lead_is_a_lead_there_and_a_reason_is_given() {
    let command = Command::HandOver { lead: person("eve"), reason: " ".to_owned() };
    let refusal = decide(&draft(), command, &asked_by(officer(), &["cy"], false)).unwrap_err();
    let errors: Vec<_> = refusal.errors().into_iter().map(|error| (error.pointer, error.code)).collect();
    let expected = [("/lead", "not-a-member"), ("/reason", "missing")];
    assert_eq!(errors, expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned())));
}
