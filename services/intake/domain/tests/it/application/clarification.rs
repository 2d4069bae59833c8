//! Questions and answers.

use dars_intake_domain::application::{Event, PenHolder, clocks, decide, event, lapses_on, pen_holder, permitted};
use dars_vocabulary::{Refuse, Sealed};

use super::*;
use crate::people::no;

#[test]
fn its_people_answer_what_is_open_and_once_a_round() {
    let events = decide(&asked(), answer(1), &lead()).unwrap();
    let [
        Event::ClarificationAnswered(event::ClarificationAnswered {
            clarification: 1,
            round: 1,
            answered_on,
            text,
            ..
        }),
    ] = &events[..]
    else {
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

#[test]
fn an_advisory_question_is_answered_while_the_case_goes_on_and_its_silence_ends_nothing() {
    let asked = after(submitted(), &[moved(CaseStage::InReview), wording(1, 1), raised_beside(1)]);
    let day = date(2026, 12, 1);
    assert_eq!((asked.name(), pen_holder(&asked, day)), ("IN_REVIEW", PenHolder::Body));
    assert_eq!(lapses_on(&asked, None), None);
    let days = clocks(&asked, day).unwrap();
    assert_eq!((days.our_days, days.your_days), (7, 0));
    assert!(permitted(&asked, &lead()).contains(&"answer-clarification"));
    for stage in [CaseStage::Assurance, CaseStage::AgdAdvice, CaseStage::Decision] {
        let told = after(asked.clone(), &[moved(stage), answer(1)]);
        assert_eq!(told.case().unwrap().clarification(1).unwrap().answers.len(), 1, "{}", told.name());
    }
    // The decision closes it: told settled first, then decided.
    let closed = after(asked, &[moved(CaseStage::Decision), resolved(1)]);
    assert_eq!(no(decide(&closed, answer(1), &lead())), (RefusalKind::WrongState, "clarification-resolved"));
    assert!(!permitted(&closed, &lead()).contains(&"answer-clarification"));
}

#[test]
fn beside_a_blocking_question_an_advisory_one_holds_nothing_up() {
    // Heard in both orders, and before the case is heard to wait.
    for questions in [[raised(1, 1), raised_beside(2)], [raised_beside(2), raised(1, 1)]] {
        let both = after(submitted(), &questions);
        let both = after(both, &[moved(CaseStage::Clarification)]);
        assert_eq!(pen_holder(&both, date(2026, 11, 21)), PenHolder::Applicant);
        let beside = after(both.clone(), &[answer(2)]);
        assert_eq!(pen_holder(&beside, date(2026, 11, 21)), PenHolder::Applicant);
        assert!(lapses_on(&beside, None).is_some());
        let blocking = after(both, &[answer(1)]);
        assert_eq!(pen_holder(&blocking, date(2026, 11, 21)), PenHolder::Body);
        assert_eq!(lapses_on(&blocking, None), None);
        assert!(blocking.case().unwrap().pauses.iter().all(|pause| pause.until.is_some()));
    }
}

#[test]
fn neither_an_answer_nor_a_reason_tells_of_persons() {
    let people = "Name,Date of birth,NHS number\nAda Wexcombe,03/04/1951,9434765919\nBen Harrowell,17/11/1948,\n\
        Cyra Ollerton,29/02/1960,\nDai Penhallow,08/08/1972,\nElsie Quarrendon,21/12/1939,\nFemi Rookwood,14/06/1985,";
    for (text, code) in [("It is about 943 476 5919.", "nhs-number-found"), (people, "table-of-persons")] {
        let answered = Command::Answer { clarification: 1, text: text.to_owned() };
        let given_up = Command::Withdraw { reason: Some(text.to_owned()) };
        for (command, pointer) in [(answered, "/text"), (given_up, "/reason")] {
            let errors = decide(&asked(), command, &lead()).unwrap_err().errors();
            assert_eq!((errors[0].pointer.as_str(), errors[0].code.as_str()), (pointer, code));
            assert!(!errors[0].detail.contains("943"), "it repeats nothing: {}", errors[0].detail);
        }
    }
}
