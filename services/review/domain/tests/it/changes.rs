//! Changes to an agreement: of which kind each is, what it is measured against, and the quick check of a simple one.

use std::{collections::BTreeSet, sync::Arc};

use dars_messages::requests::review::{CheckOutcome, Specialism};
use dars_review_domain::case::{Assessment, Command, Doing, Event, Facts, Known, State, decide, findings};
use dars_rules::Changed;
use dars_vocabulary::{
    Actor, ApplicationContent, DataSetTraits, DocumentVersion, RefusalKind, Refuse, Sealed, StaffRole,
    code::{ChangeKind, RequiredRoute},
};
use jiff::civil::date;

use crate::{
    people::{
        SECOND, after, ann, approve, assign, before_approver, by, content, defer, every_state, intake, knowing,
        machine, mia, no, now, olu, open_with, pat, ready, refuse, signed_in, taken,
    },
    work_people::{ask, incomplete},
};

const THIRD: DocumentVersion = DocumentVersion { major: 0, minor: 3 };

pub fn quick_check() -> Command {
    Command::Assess(Assessment::QuickChecked { reason: "The address of a place alone.".to_owned() })
}

/// What was approved before the changes of these tests.
pub fn approved_before() -> Changed {
    Changed { content: Some(Arc::new(content(&[], false))), end: Some(date(2027, 11, 19)) }
}

/// A change of this kind, as it is submitted.
fn change(version: DocumentVersion, kind: ChangeKind, content: ApplicationContent) -> Command {
    let Command::Open { nic, organisation, sha256, submitted_on, assessors, content, .. } =
        open_with(version, Sealed::Open(content))
    else {
        unreachable!("it opens")
    };
    Command::Open { nic, version, organisation, sha256, submitted_on, change: Some(kind), assessors, content }
}

/// An approved application of which this change was submitted; Olu has it.
fn changing(kind: ChangeKind, content: ApplicationContent) -> State {
    let submitted = change(SECOND, kind, content);
    after(before_approver(), &[(approve(), ann()), (submitted, intake()), (assign(&olu()), olu())])
}

/// A simple amendment that is one.
pub fn simple() -> State {
    changing(ChangeKind::SimpleAmendment, content(&[], false))
}

fn rules_of(state: &State) -> BTreeSet<&'static str> {
    let known = Known { changed: Some(approved_before()), ..Known::default() };
    findings(state, now(), &known).into_iter().map(|found| found.rule).collect()
}

#[test]
fn who_carries_on_is_asked_what_good_was_done_in_review_too() {
    let mut yielding = content(&[], false);
    yielding.benefits = serde_json::from_value(serde_json::json!({"expected": "Shorter stays."})).unwrap();
    for (kind, asked) in [
        (ChangeKind::Renewal, true),
        (ChangeKind::Extension, true),
        (ChangeKind::Amendment, false),
        (ChangeKind::SimpleAmendment, false),
    ] {
        assert_eq!(rules_of(&changing(kind, yielding.clone())).contains("V25"), asked, "{kind}");
    }
}

#[test]
fn a_change_is_measured_against_what_was_approved_last_and_a_first_version_against_nothing() {
    let mut longer = content(&[], false);
    longer.term.as_mut().unwrap().end = date(2028, 1, 1);
    let codes = |state: &State| -> Vec<_> {
        let known = Known { changed: Some(approved_before()), ..Known::default() };
        let found = findings(state, now(), &known).into_iter().filter(|found| found.rule == "V32");
        found.map(|found| found.code).collect()
    };
    assert_eq!(codes(&changing(ChangeKind::Renewal, longer.clone())), [""; 0]);
    assert_eq!(codes(&changing(ChangeKind::Renewal, content(&[], false))), ["end-not-later"]);
    assert_eq!(codes(&changing(ChangeKind::SimpleAmendment, longer)), ["amendment-ends-later", "not-simple"]);
    assert_eq!(codes(&taken()), [""; 0]);
}

#[test]
fn what_a_change_changes_is_what_was_approved_last_whatever_became_of_changes_between() {
    let first = taken();
    assert_eq!((first.case().unwrap().change, first.case().unwrap().approved), (None, None));
    let changed = simple();
    let of = |state: &State| (state.case().unwrap().change, state.case().unwrap().approved);
    let (kind, before) = (ChangeKind::SimpleAmendment, dars_vocabulary::DocumentVersion::FIRST_DRAFT);
    assert_eq!(of(&changed), (Some(kind), Some(before)));
    let third = change(THIRD, ChangeKind::Amendment, content(&[], false));
    // Refused, or sent back and submitted again: the first is still what stands.
    let checked = decide(&changed, quick_check(), &knowing(olu())).unwrap();
    let at_approver =
        checked.iter().fold(changed.clone(), |it, event| dars_review_domain::case::evolve(it, event).unwrap());
    let refused = after(at_approver.clone(), &[(refuse(), ann()), (third.clone(), intake())]);
    assert_eq!(of(&refused), (Some(ChangeKind::Amendment), Some(before)));
    let again = after(changed, &[(crate::people::send_back(), olu()), (third.clone(), intake())]);
    assert_eq!(of(&again), (Some(ChangeKind::Amendment), Some(before)));
    // Approved: the second is.
    let approved = after(at_approver, &[(approve(), ann()), (third, intake())]);
    assert_eq!(of(&approved), (Some(ChangeKind::Amendment), Some(SECOND)));
}

#[test]
fn a_simple_amendment_goes_from_its_officer_before_an_approver_without_advice() {
    let events = decide(&simple(), quick_check(), &knowing(olu())).unwrap();
    let names: Vec<_> = events.iter().map(Event::name).collect();
    assert_eq!(names, ["completeness_checked", "case_quick_checked"]);
    let state = events.iter().fold(simple(), |state, event| dars_review_domain::case::evolve(state, event).unwrap());
    assert_eq!(state.name(), "DECISION");
    assert!(state.case().unwrap().assessors.contains(&olu().id));
    // Whoever checked it approves nothing; questions of the approver lead back to the approver.
    let as_approver = signed_in("olu", &[StaffRole::Approver]);
    assert_eq!(no(decide(&state, approve(), &knowing(as_approver))).1, "approver-was-case-officer");
    assert!(decide(&state, approve(), &knowing(ann())).is_ok());
    assert_eq!(after(state, &[(defer(), ann())]).name(), "CLARIFICATION");
}

#[test]
fn the_quick_check_is_for_simple_amendments_that_can_be_compared() {
    let wrong = (RefusalKind::WrongState, "change-not-simple");
    for kind in [ChangeKind::Amendment, ChangeKind::Renewal, ChangeKind::Extension] {
        let state = changing(kind, content(&[], false));
        assert_eq!(no(decide(&state, quick_check(), &knowing(olu()))), wrong, "{kind}");
        assert!(decide(&state, ready(), &knowing(olu())).is_ok());
    }
    assert_eq!(no(decide(&taken(), quick_check(), &knowing(olu()))), wrong);
    // What was approved is redacted, or was never told.
    for changed in [None, Some(Changed::default())] {
        let facts = Facts { known: Known { changed, ..knowing(olu()).known }, ..by(olu()) };
        assert_eq!(no(decide(&simple(), quick_check(), &facts)), wrong);
    }
    let mut more = content(&[], false);
    more.purpose.as_mut().unwrap().objective = "To sell.".to_owned();
    let refused = decide(&changing(ChangeKind::SimpleAmendment, more), quick_check(), &knowing(olu())).unwrap_err();
    assert_eq!(refused.code(), "rules-not-met");
    assert_eq!(refused.errors()[0].pointer, "/purpose/objective");
}

#[test]
fn the_quick_check_skips_nothing_that_the_catalogue_or_a_specialist_still_owes() {
    let mut asking = content(&[], false);
    asking.data_sets = serde_json::from_value(serde_json::json!({"requests": [{"dataset": "hes-apc"}]})).ok();
    let state = changing(ChangeKind::SimpleAmendment, asking.clone());
    let facts = |routes: &[RequiredRoute]| {
        let traits = DataSetTraits { required_routes: routes.to_vec(), ..DataSetTraits::default() };
        let changed = Some(Changed { content: Some(Arc::new(asking.clone())), end: None });
        let catalogue = Some([("hes-apc".to_owned(), traits)].into());
        Facts { known: Known { catalogue, changed, ..Known::default() }, ..by(olu()) }
    };
    for (routes, code) in [(RequiredRoute::Pag, "pag-needed"), (RequiredRoute::Ons, "ons-needed")] {
        assert_eq!(no(decide(&state, quick_check(), &facts(&[routes]))).1, code);
    }
    assert!(decide(&state, quick_check(), &facts(&[])).is_ok());
    assert_eq!(
        no(decide(&after(state, &[(incomplete(), olu())]), quick_check(), &facts(&[]))).1,
        "case-found-incomplete"
    );
    let waiting = after(simple(), &[(ask(Specialism::Security), olu())]);
    assert_eq!(no(decide(&waiting, quick_check(), &knowing(olu()))).1, "checks-open");
    let sue = signed_in("sue", &[StaffRole::SecurityReviewer]);
    let answer = Doing::AnswerCheck { number: 1, outcome: CheckOutcome::Satisfied, note: "Fine.".to_owned() };
    assert!(decide(&after(waiting, &[(Command::Do(answer), sue)]), quick_check(), &knowing(olu())).is_ok());
}

#[test]
fn only_the_officer_who_has_it_takes_the_quick_check_and_says_why() {
    for (actor, code) in [
        (pat(), "not-the-case-officer"),
        (mia(), "role-needed"),
        (ann(), "role-needed"),
        (machine(olu()), "person-needed"),
        (Actor::public(), "sign-in-needed"),
    ] {
        assert_eq!(no(decide(&simple(), quick_check(), &knowing(actor))).1, code);
    }
    let saying = |reason: String| Command::Assess(Assessment::QuickChecked { reason });
    for (reason, may) in [(String::new(), false), ("x".repeat(4001), false), ("x".repeat(4000), true)] {
        assert_eq!(decide(&simple(), saying(reason), &knowing(olu())).is_ok(), may);
    }
    for state in every_state() {
        assert!(decide(&state, quick_check(), &knowing(olu())).is_err(), "{}", state.name());
    }
}
