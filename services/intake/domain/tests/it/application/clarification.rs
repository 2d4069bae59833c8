//! Questions and answers.

use dars_intake_domain::application::{Event, decide};
use dars_vocabulary::Sealed;

use super::*;
use crate::people::no;

#[test]
fn its_people_answer_what_is_open_and_once_a_round() {
    let events = decide(&asked(), answer(1), &lead()).unwrap();
    let [Event::ClarificationAnswered { clarification: 1, round: 1, answered_on, text, .. }] = &events[..] else {
        panic!("{events:?}")
    };
    assert_eq!(*answered_on, date(2026, 11, 20));
    assert_eq!(text, &Sealed::Open("Ten years, since strokes are rare.".to_owned()));
    let answered = folded(asked(), &events);
    assert_eq!(no(decide(&answered, answer(1), &lead())), (RefusalKind::WrongState, "clarification-answered"));
    // Not accepted: asked once more, and answered once more.
    let again = after(answered, &[wording(1, 2), raised(1, 2), answer(1)]);
    let known = again.case().unwrap().clarification(1).unwrap();
    assert_eq!((known.round, known.answers.len(), known.waits()), (2, 2, false));
    let settled = after(again, &[resolved(1)]);
    assert_eq!(no(decide(&settled, answer(1), &lead())), (RefusalKind::WrongState, "clarification-resolved"));
}

#[test]
fn an_answer_changes_neither_the_version_nor_the_content() {
    let (before, after) = (asked(), after(asked(), &[answer(1)]));
    assert_eq!(before.case().unwrap().submission, after.case().unwrap().submission);
    assert_eq!(after.name(), "CLARIFICATION");
}

#[test]
fn only_what_was_asked_and_is_under_review_is_answered() {
    for (state, expected) in [
        (asked(), (RefusalKind::NotFound, "clarification-unknown")),
        (submitted(), (RefusalKind::NotFound, "clarification-unknown")),
        (draft(), (RefusalKind::WrongState, "not-under-review")),
        (in_force(), (RefusalKind::WrongState, "not-under-review")),
        (State::Absent, NOT_FOUND),
    ] {
        assert_eq!(no(decide(&state, answer(7), &lead())), expected, "{}", state.name());
    }
    let other = by(signed_in("cy", &[]), vec![membership(MembershipRole::Lead)]);
    assert_eq!(no(decide(&asked(), answer(1), &other)), DRAFTER);
    let empty = Command::Answer { clarification: 1, text: " ".to_owned() };
    assert_eq!(no(decide(&asked(), empty, &lead())), (RefusalKind::Unacceptable, "values-unacceptable"));
}

#[test]
fn the_words_of_a_question_are_heard_before_or_after_it() {
    let before = after(submitted(), &[wording(1, 1), raised(1, 1)]);
    let behind = after(submitted(), &[raised(1, 1), wording(1, 1)]);
    assert_eq!(before, behind);
    assert_eq!(before.case().unwrap().asked_in(1, 1), Some("Why ten years?"));
    assert_eq!(before.case().unwrap().asked_in(1, 2), None);
}

#[test]
fn a_round_that_was_overtaken_changes_nothing() {
    let second = after(asked(), &[raised(1, 2)]);
    assert_eq!(decide(&second, raised(1, 1), &told()), Ok(Vec::new()));
    assert_eq!(second.case().unwrap().clarification(1).unwrap().round, 2);
}
