//! What was recorded of a case is put right at its meeting, and what was declared about it is not forgotten on the way.

use dars_review_domain::meeting::{
    Command, Correction, Listing, MinutesDraft, State, TakenAlong, decide, may_open_papers, must_be_written_anew,
};
use dars_vocabulary::{
    MeetingRef, Refuse, Sealed, StaffRole,
    code::{AdviceOutcome, AdvisoryGroup},
};

use crate::{
    meetings::{
        considered, correct, declare, drafted, facts, her, list, members, note, publish, published, put_off, scheduled,
        scheduled_with, then, write, writing,
    },
    people::{nic, no, northmere, person, sid, signed_in},
};

const NOT: Option<AdviceOutcome> = Some(AdviceOutcome::NotSupportive);

fn said(state: &State) -> Option<AdviceOutcome> {
    state.meeting().unwrap().item(&nic()).and_then(|item| item.outcome)
}

/// The same case, on the list of a meeting a week later, with what it takes along.
fn listed_later(along: TakenAlong) -> Listing {
    let meets_on = "2026-11-27".parse().unwrap();
    Listing {
        reference: MeetingRef::of(AdvisoryGroup::Agd, meets_on),
        group: AdvisoryGroup::Agd,
        meets_on,
        nic: nic(),
        requesters: [northmere()].into(),
        along,
    }
}

fn anew(reason: Option<&str>) -> Command {
    Command::WriteMinutes(MinutesDraft { items: vec![], reason: reason.map(str::to_owned) })
}

#[test]
fn what_is_put_right_is_looked_at_as_what_is_recorded() {
    for (advisers, code) in [(["ivy", "ian"], "adviser-not-declared"), (["ivy", "una"], "adviser-not-declared")] {
        assert_eq!(no(decide(&considered(), correct(NOT, &advisers), &facts(sid()))).1, code);
    }
    let interested = then(
        scheduled_with(&["ivy", "ian"]),
        &[(declare(false), her("ivy")), (declare(true), her("ian")), (note(&["ivy"]), sid())],
    );
    assert_eq!(no(decide(&interested, correct(NOT, &["ian"]), &facts(sid()))).1, "adviser-interested");
    let corrected = then(interested, &[(correct(NOT, &["ivy"]), sid())]);
    assert_eq!(said(&corrected), NOT);
    assert_eq!(decide(&corrected, correct(NOT, &["ivy"]), &facts(sid())), Ok(Vec::new()));
}

#[test]
fn whoever_sits_there_no_longer_did_not_advise() {
    let gone = then(scheduled_with(&["ivy", "ian"]), &[(declare(false), her("ivy")), (members(&["ian"]), sid())]);
    assert_eq!(no(decide(&gone, note(&["ivy"]), &facts(sid()))).1, "adviser-not-declared");
}

#[test]
fn minutes_that_say_otherwise_are_written_anew_with_a_reason_and_never_changed() {
    let draft = then(drafted(), &[(correct(NOT, &["ivy"]), sid())]);
    assert!(must_be_written_anew(&draft));
    assert_eq!(no(decide(&draft, publish(), &facts(her("ivy")))).1, "minutes-outdated");

    let before = published();
    assert!(!must_be_written_anew(&before));
    let corrected = then(before.clone(), &[(correct(NOT, &["ivy"]), sid())]);
    assert_eq!(corrected.published(), before.published(), "what everyone reads changes by a next edition alone");
    assert!(must_be_written_anew(&corrected));
    let without = decide(&corrected, writing("It was not supportive.", None), &facts(sid())).unwrap_err();
    assert_eq!(without.errors()[0].pointer, "/reason");
    let next = writing("It was not supportive.", Some("The wrong line was read."));
    let next = then(corrected, &[(next, sid()), (publish(), her("ivy"))]);
    let published = next.published().unwrap();
    assert_eq!((published.minutes.edition, published.minutes.items[0].outcome), (2, AdviceOutcome::NotSupportive));
    assert!(!must_be_written_anew(&next));
}

#[test]
fn what_was_said_at_another_meeting_leaves_this_one_and_its_minutes() {
    let moved = then(considered(), &[(correct(None, &[]), sid())]);
    assert_eq!((said(&moved), moved.name()), (None, "SCHEDULED"));
    assert_eq!(decide(&moved, correct(None, &[]), &facts(sid())), Ok(Vec::new()));
    // Its only case is gone, and the minutes that were published still name it: an edition without it follows.
    let moved = then(published(), &[(correct(None, &[]), sid())]);
    assert!(must_be_written_anew(&moved));
    let done = then(moved, &[(anew(Some("It was seen a week later.")), sid()), (publish(), her("ivy"))]);
    assert!(done.published().unwrap().minutes.items.is_empty() && !must_be_written_anew(&done));
    // Nothing more is to be corrected.
    assert_eq!(no(decide(&done, anew(Some("Once more.")), &facts(sid()))).1, "meeting-not-considered");
}

#[test]
fn what_was_said_here_is_put_on_the_list_and_noted() {
    let here = then(scheduled_with(&["ivy"]), &[(declare(false), her("ivy"))]);
    let Command::CorrectOutcome(correction) = correct(NOT, &["ivy"]) else { unreachable!() };
    let listing = Listing { along: here.meeting().unwrap().along(&nic(), true), ..correction.listing.clone() };
    let there = Command::CorrectOutcome(Correction { listing, ..correction });
    let right = then(State::Absent, &[(there, sid())]);
    assert_eq!((said(&right), right.name()), (NOT, "CONSIDERED"));
    let off = then(scheduled(), &[(put_off(), sid())]);
    assert_eq!(no(decide(&off, correct(NOT, &["ivy"]), &facts(sid()))).1, "meeting-put-off");
    assert_eq!(no(decide(&off, note(&["ivy"]), &facts(sid()))).1, "meeting-put-off");
}

#[test]
fn what_was_said_before_is_put_right_while_the_case_waits_once_more() {
    let again = then(considered(), &[(list(), sid())]);
    let Command::CorrectOutcome(correction) = correct(NOT, &["ivy"]) else { unreachable!() };
    let waits = |outcome| Command::CorrectOutcome(Correction { outcome, waits: true, ..correction.clone() });
    let corrected = then(again.clone(), &[(waits(NOT), sid())]);
    let item = corrected.meeting().unwrap().item(&nic()).unwrap();
    assert_eq!((item.outcome, item.said_before), (None, NOT));
    let nothing = then(again, &[(waits(None), sid())]);
    assert_eq!(nothing.meeting().unwrap().item(&nic()).unwrap().said(), None);
}

#[test]
fn a_declaration_survives_a_case_that_is_taken_off_and_put_back() {
    let both = then(scheduled_with(&["ivy", "ian"]), &[(declare(true), her("ian")), (declare(false), her("ivy"))]);
    let off = then(both, &[(Command::TakeOff { nic: nic() }, sid())]);
    assert_eq!(may_open_papers(&off, &nic(), &facts(her("ivy"))).unwrap_err().code(), "case-not-on-list");
    let back = then(off, &[(list(), sid())]);
    assert_eq!(no(decide(&back, declare(false), &facts(her("ian")))).1, "interest-declared");
    assert_eq!(no(decide(&back, note(&["ian"]), &facts(sid()))).1, "adviser-interested");
    assert!(may_open_papers(&back, &nic(), &facts(her("ivy"))).is_ok());
}

#[test]
fn an_interest_goes_along_to_another_meeting_and_which_it_is_does_not() {
    let with_words = Command::Declare { nic: nic(), interest: true, what: Some("A grant.".to_owned()) };
    let here = then(scheduled_with(&["ivy", "ian"]), &[(with_words, her("ian")), (declare(false), her("ivy"))]);
    let first = here.meeting().unwrap();
    assert_eq!(first.item(&nic()).unwrap().declarations[0].what, Some(Sealed::Open("A grant.".to_owned())));
    let along = first.along(&nic(), true);
    let second = then(State::Absent, &[(Command::List(listed_later(along)), sid())]);
    let meeting = second.meeting().unwrap();
    assert_eq!((&meeting.members, meeting.chair), (&first.members, Some(person("ivy"))));
    let declared = &meeting.item(&nic()).unwrap().declarations;
    assert!(declared.iter().all(|said| said.what.is_none()) && declared.len() == 2);
    assert_eq!(no(decide(&second, note(&["ian"]), &facts(sid()))).1, "adviser-interested");
    // A case that only waits elsewhere now takes no members along, and those who sit there stay.
    let nobody = then(State::Absent, &[(Command::List(listed_later(first.along(&nic(), false))), sid())]);
    assert!(nobody.meeting().unwrap().members.is_empty());
    let others = then(nobody, &[(members(&["una"]), sid())]);
    let merged = then(others, &[(Command::List(listed_later(first.along(&nic(), true))), sid())]);
    assert_eq!(merged.meeting().unwrap().members, [person("una")].into());
}

#[test]
fn an_interest_from_another_meeting_weighs_more_than_none_and_none_never_takes_one_back() {
    let none = then(scheduled_with(&["ivy"]), &[(declare(false), her("ivy"))]);
    let interest = then(scheduled_with(&["ivy"]), &[(declare(true), her("ivy"))]);
    for (here, there) in [(&none, &interest), (&interest, &none)] {
        let along = there.meeting().unwrap().along(&nic(), false);
        let Command::List(listing) = list() else { unreachable!() };
        let merged = then(here.clone(), &[(Command::List(Listing { along, ..listing }), sid())]);
        assert!(merged.meeting().unwrap().item(&nic()).unwrap().declarations[0].interest);
    }
}

#[test]
fn only_the_secretariat_puts_it_right() {
    for actor in [her("ivy"), signed_in("olu", &[StaffRole::CaseOfficer])] {
        assert_eq!(no(decide(&considered(), correct(NOT, &["ivy"]), &facts(actor))).1, "role-needed");
    }
    assert!(decide(&considered(), write(), &facts(sid())).is_ok());
}
