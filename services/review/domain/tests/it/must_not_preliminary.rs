//! "Approve a version one was case officer, assessor or adviser of, ever" (domain.md §3): whoever gave the preliminary
//! assessment in intake assessed it too. Their ids come with each version.

use std::collections::BTreeSet;

use dars_review_domain::case::{Command, State, decide, permitted};
use dars_vocabulary::{Actor, DocumentVersion, PersonId, RefusalKind, StaffRole};

use crate::{
    people::{
        FIRST, SECOND, after, approve, approve_with_conditions, assign, by, defer, intake, mia, no, no_advice, olu,
        open, pat, person, ready, refuse, send_back, signed_in,
    },
    work_people::{ask_review, lea, set_aside, uphold},
};

const REFUSED: (RefusalKind, &str) = (RefusalKind::Forbidden, "approver-was-case-officer");

/// A version that was assessed by these people before there was a case.
fn assessed_by(version: DocumentVersion, names: &[&str]) -> Command {
    let by: BTreeSet<PersonId> = names.iter().map(|name| person(name)).collect();
    match open(version) {
        Command::Open { nic, version, organisation, sha256, submitted_on, content, .. } => {
            Command::Open { nic, version, organisation, sha256, submitted_on, assessors: by, content, change: None }
        }
        other => other,
    }
}

fn approver(name: &str) -> Actor {
    signed_in(name, &[StaffRole::CaseOfficer, StaffRole::Approver])
}

fn before_approver_of(version: Command) -> State {
    let steps = [(version, intake()), (assign(&olu()), olu()), (ready(), olu()), (no_advice(), olu())];
    after(State::Absent, &steps)
}

fn decides_nothing(state: &State, name: &str) {
    for word in [approve(), approve_with_conditions(), defer(), refuse()] {
        assert_eq!(no(decide(state, word, &by(approver(name)))), REFUSED, "{name}");
    }
    assert!(!permitted(state, &by(approver(name))).contains(&"decide-case"), "{name}");
}

#[test]
fn who_gave_the_preliminary_assessment_never_approves() {
    let state = before_approver_of(assessed_by(FIRST, &["ada", "abe"]));
    for name in ["ada", "abe"] {
        decides_nothing(&state, name);
    }
    assert!(decide(&state, approve(), &by(approver("ann"))).is_ok(), "somebody else does");
    assert!(permitted(&state, &by(approver("ann"))).contains(&"decide-case"));
}

#[test]
fn nor_a_later_version_whose_sender_does_not_name_them_again() {
    let back = after(
        State::Absent,
        &[(assessed_by(FIRST, &["ada"]), intake()), (assign(&olu()), olu()), (send_back(), olu())],
    );
    let steps = [(open(SECOND), intake()), (assign(&pat()), mia()), (ready(), pat()), (no_advice(), pat())];
    decides_nothing(&after(back, &steps), "ada");
}

#[test]
fn nor_one_who_is_named_with_a_later_version_alone() {
    let back = after(State::Absent, &[(open(FIRST), intake()), (assign(&olu()), olu()), (send_back(), olu())]);
    let next = (assessed_by(SECOND, &["abe"]), intake());
    let steps = [next, (assign(&pat()), mia()), (ready(), pat()), (no_advice(), pat())];
    decides_nothing(&after(back, &steps), "abe");
}

#[test]
fn a_version_that_is_told_again_without_them_clears_nobody() {
    let state = before_approver_of(assessed_by(FIRST, &["ada"]));
    let again = after(state, &[(open(FIRST), intake())]);
    decides_nothing(&again, "ada");
}

#[test]
fn nor_judges_the_refusal_of_another() {
    let state = before_approver_of(assessed_by(FIRST, &["ada"]));
    let refused = after(state, &[(refuse(), approver("ann"))]);
    let events = decide(&refused, ask_review(), &lea()).unwrap();
    let asked = events.iter().fold(refused, |state, event| dars_review_domain::case::evolve(state, event).unwrap());
    for word in [uphold(), set_aside()] {
        assert_eq!(no(decide(&asked, word, &by(approver("ada")))), REFUSED);
    }
    assert!(decide(&asked, uphold(), &by(approver("bea"))).is_ok());
}
