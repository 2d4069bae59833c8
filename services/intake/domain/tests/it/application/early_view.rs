//! What an advisory group thinks before anything is handed in.

use dars_intake_domain::application::{ViewGiven, decide};
use dars_vocabulary::Refuse as _;

use super::*;
use crate::people::{machine, no};

fn wanted() -> State {
    after(preliminary(), &[note()])
}

#[test]
fn the_secretariat_records_the_view_that_is_wanted_and_it_decides_nothing() {
    let view = decide(&wanted(), early_view(), &secretary()).unwrap();
    let state = folded(wanted(), &view);
    let application = state.application().unwrap();
    assert_eq!((state.name(), application.early_advice_wanted().count()), ("PRELIM_ASSESSMENT", 0));
    let kept = &application.early_views[0];
    assert_eq!((kept.group, kept.recorded_by), (AdvisoryGroup::Agd, person("sid")));
    assert_eq!(no(decide(&state, early_view(), &secretary())), NOT_WANTED);
    // Accepted or sent elsewhere as before.
    assert!(decide(&state, accept(), &officer()).is_ok() && decide(&state, redirect(), &officer()).is_ok());
    assert_eq!(after(state, &[accept(), submit()]).application().unwrap().early_views.len(), 1);
}

const NOT_WANTED: (RefusalKind, &str) = (RefusalKind::WrongState, "early-view-not-wanted");

#[test]
fn it_is_recorded_until_the_application_is_handed_in() {
    let draft = after(wanted(), &[accept()]);
    assert!(decide(&draft, early_view(), &secretary()).is_ok());
    let over = (RefusalKind::WrongState, "preliminary-assessment-over");
    assert_eq!(no(decide(&after(draft, &[submit()]), early_view(), &secretary())), over);
    assert_eq!(no(decide(&after(wanted(), &[redirect()]), early_view(), &secretary())), over);
    assert_eq!(no(decide(&preliminary(), early_view(), &secretary())), NOT_WANTED);
}

#[test]
fn nobody_else_records_it() {
    let role = (RefusalKind::Forbidden, "role-needed");
    assert_eq!(no(decide(&wanted(), early_view(), &officer())), role);
    assert_eq!(no(decide(&wanted(), early_view(), &lead())), role);
    let theirs = Facts { memberships: vec![membership(MembershipRole::Lead)], ..secretary() };
    assert_eq!(no(decide(&wanted(), early_view(), &theirs)), (RefusalKind::Forbidden, "own-organisation"));
    let machine = by(machine("sid", &[StaffRole::Secretariat]), Vec::new());
    assert_eq!(no(decide(&wanted(), early_view(), &machine)).1, "person-needed");
}

#[test]
fn each_thing_wrong_with_it_is_named() {
    let wrong = Command::RecordEarlyView(ViewGiven {
        group: AdvisoryGroup::Pag,
        given_on: date(2026, 11, 21),
        advisers: [].into(),
        text: String::new(),
    });
    let errors: Vec<_> = decide(&wanted(), wrong, &secretary())
        .unwrap_err()
        .errors()
        .into_iter()
        .map(|it| (it.pointer, it.code))
        .collect();
    let expected =
        [("/group", "not-wanted"), ("/given_on", "in-the-future"), ("/advisers", "missing"), ("/text", "missing")];
    assert_eq!(errors, expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned())));
}

#[test]
fn a_view_is_recorded_on_its_day_of_up_to_fifty_advisers() {
    let of = |count: usize| {
        let Command::RecordEarlyView(view) = early_view() else { unreachable!() };
        let advisers = (0..count).map(|number| person(&format!("adviser-{number}"))).collect();
        Command::RecordEarlyView(ViewGiven { given_on: date(2026, 11, 20), advisers, ..view })
    };
    let taken = |count| decide(&wanted(), of(count), &secretary()).is_ok();
    assert_eq!([1, 50, 51].map(taken), [true, true, false]);
}
