//! Who leads it and who works on it.

use std::collections::BTreeMap;

use dars_intake_domain::application::{Event, decide};
use dars_vocabulary::{PersonId, Refuse as _};

use super::*;
use crate::people::no;

fn set(lead: Option<&str>, collaborators: &[&str]) -> Command {
    let collaborators = collaborators.iter().map(|name| person(name)).collect();
    Command::SetPeople { lead: lead.map(person), collaborators }
}

fn known(people: &[(&str, MembershipRole)]) -> BTreeMap<PersonId, Vec<Membership>> {
    people.iter().map(|(name, role)| (person(name), vec![membership(*role)])).collect()
}

fn with(facts: Facts, people: &[(&str, MembershipRole)]) -> Facts {
    Facts { people: known(people), ..facts }
}

const ALL: &[(&str, MembershipRole)] = &[
    ("ada", MembershipRole::Lead),
    ("ben", MembershipRole::Collaborator),
    ("cy", MembershipRole::Lead),
    ("sam", MembershipRole::Signatory),
];

#[test]
fn its_lead_names_members_each_once_and_may_hand_it_over() {
    let events = decide(&draft(), set(None, &["ben", "ben", "ada", "cy"]), &with(lead(), ALL)).unwrap();
    let [Event::PeopleSet { lead: leads, collaborators, .. }] = &events[..] else { panic!("{events:?}") };
    assert_eq!((*leads, collaborators), (person("ada"), &vec![person("ben"), person("cy")]));
    let set_before = folded(draft(), &events);
    assert_eq!(decide(&set_before, set(None, &["ben", "cy"]), &with(lead(), ALL)), Ok(Vec::new()));
    let handed_over = decide(&set_before, set(Some("cy"), &["ada"]), &with(lead(), ALL)).unwrap();
    let state = folded(set_before, &handed_over);
    let needed = (RefusalKind::Forbidden, "lead-needed");
    assert_eq!(no(decide(&state, set(Some("ada"), &[]), &with(lead(), ALL))), needed);
    // Ada still works on it.
    assert!(decide(&state, submit(), &lead()).is_ok());
}

#[test]
fn whoever_may_not_draft_for_the_organisation_is_not_named() {
    let refusal = decide(&draft(), set(Some("ben"), &["sam", "eve", "cy"]), &with(lead(), ALL)).unwrap_err();
    let errors: Vec<_> = refusal.errors().into_iter().map(|error| (error.pointer, error.code)).collect();
    let expected = ["/lead", "/collaborators/0", "/collaborators/1"];
    assert_eq!(errors, expected.map(|pointer| (pointer.to_owned(), "not-a-member".to_owned())));
}

#[test]
fn fifty_people_may_work_on_it_and_no_more() {
    let names: Vec<String> = (0..51).map(|number| format!("col{number}")).collect();
    let all: Vec<(&str, MembershipRole)> = names.iter().map(|name| (&**name, MembershipRole::Collaborator)).collect();
    let ask = |count: usize| {
        let people: Vec<&str> = names.iter().take(count).map(|name| &**name).collect();
        decide(&draft(), set(None, &people), &with(lead(), &all)).map(|_| ()).map_err(|refusal| refusal.errors())
    };
    assert_eq!(ask(50), Ok(()));
    let errors = ask(51).unwrap_err();
    assert_eq!((errors.len(), errors[0].pointer.as_str(), errors[0].code.as_str()), (1, "/collaborators", "too-many"));
}

#[test]
fn the_organisations_administrator_names_a_lead_once_the_lead_has_left() {
    let administrator = || by(signed_in("dee", &[]), vec![membership(MembershipRole::Administrator)]);
    let needed = (RefusalKind::Forbidden, "lead-needed");
    assert_eq!(no(decide(&draft(), set(Some("cy"), &[]), &with(administrator(), ALL))), needed);
    let left = &ALL[1..];
    assert!(decide(&draft(), set(Some("cy"), &[]), &with(administrator(), left)).is_ok());
    let stranger = by(signed_in("eve", &[]), Vec::new());
    assert_eq!(no(decide(&draft(), set(Some("cy"), &[]), &with(stranger, left))), NOT_FOUND);
    let other = by(signed_in("cy", &[]), vec![membership(MembershipRole::Lead)]);
    assert_eq!(no(decide(&draft(), set(Some("cy"), &[]), &with(other, left))), needed);
}

#[test]
fn nobody_is_named_on_what_is_over() {
    let over = after(preliminary(), &[redirect()]);
    let expected = (RefusalKind::WrongState, "application-over");
    assert_eq!(no(decide(&over, set(None, &["ben"]), &with(lead(), ALL))), expected);
    assert!(decide(&in_force(), set(None, &["ben"]), &with(lead(), ALL)).is_ok());
}
