//! A specialist's answer, and an answer taken for good, put right.

use dars_messages::requests::review::CheckOutcome;
use dars_review_domain::case::{ClarificationStatus, Corrected, Event, Facts, State, Whence, decide, event};
use dars_vocabulary::{RefusalKind, StaffRole};

use crate::{
    people::{
        SECOND, accept, after, all_answered, ann, answered, asked, by, in_assurance, intake, no, no_advice, northmere,
        olu, open, pat, raise_beside, ready, refuse, signed_in, taken,
    },
    work_people::{ask_again, checked, correct_answer, reply, sue},
};

const WRONG: RefusalKind = RefusalKind::WrongState;

fn answered_check() -> State {
    after(checked(in_assurance()), &[(reply(1), sue())])
}

#[test]
fn a_specialist_puts_an_answer_right_and_what_was_there_stays() {
    let other = signed_in("sol", &[StaffRole::SecurityReviewer]);
    for who in [sue(), other] {
        let right = after(answered_check(), &[(correct_answer(1), who.clone())]);
        let work = &right.case().unwrap().work;
        let answer = work.checks[0].answer.as_ref().unwrap();
        assert_eq!((answer.outcome, answer.by), (CheckOutcome::NotSatisfied, who.id));
        let [made] = &work.corrections[..] else { panic!("{work:?}") };
        assert_eq!((made.what, made.of.as_str(), made.by), (Corrected::CheckAnswer, "1", who.id));
        let was = made.was.as_ref().unwrap();
        assert_eq!((was.outcome, was.by), (CheckOutcome::Satisfied, sue().id));
        // Both are advisers from then on.
        assert!([sue().id, who.id].iter().all(|id| right.case().unwrap().advisers.contains(id)));
        // The same once more: nothing happens.
        assert_eq!(decide(&right, correct_answer(1), &by(who)), Ok(Vec::new()));
    }
}

#[test]
fn an_answer_is_put_right_by_its_kind_of_specialist_alone_until_it_is_decided() {
    let state = answered_check();
    assert_eq!(no(decide(&state, correct_answer(1), &by(olu()))).1, "role-needed");
    let finance = signed_in("fin", &[StaffRole::Finance]);
    assert_eq!(no(decide(&state, correct_answer(1), &by(finance))).1, "role-needed");
    let theirs = Facts { organisations: vec![northmere()], ..by(sue()) };
    assert_eq!(no(decide(&state, correct_answer(1), &theirs)).1, "own-organisation");
    let asker = signed_in("olu", &[StaffRole::CaseOfficer, StaffRole::SecurityReviewer]);
    assert_eq!(no(decide(&state, correct_answer(1), &by(asker))).1, "own-check");
    assert_eq!(no(decide(&state, correct_answer(9), &by(sue()))).1, "check-unknown");
    let open_check = checked(in_assurance());
    assert_eq!(no(decide(&open_check, correct_answer(1), &by(sue()))), (WRONG, "check-not-answered"));
    // Before an approver still; decided, no more; and a later version is asked about anew.
    let before = after(state.clone(), &[(no_advice(), olu())]);
    assert!(decide(&before, correct_answer(1), &by(sue())).is_ok());
    let decided = after(before, &[(refuse(), ann())]);
    assert_eq!(no(decide(&decided, correct_answer(1), &by(sue()))), (WRONG, "case-already-decided"));
    let later = after(state, &[(open(SECOND), intake())]);
    assert_eq!(no(decide(&later, correct_answer(1), &by(sue()))), (WRONG, "check-not-answered"));
}

#[test]
fn what_was_taken_for_good_in_error_is_asked_again_in_a_next_round() {
    let settled = after(all_answered(), &[(accept(1), olu()), (accept(2), olu()), (ready(), olu())]);
    let events = decide(&settled, ask_again(1), &by(olu())).unwrap();
    let [
        Event::ResolutionWithdrawn(event::ResolutionWithdrawn { number: 1, .. }),
        Event::ClarificationRaised(event::ClarificationRaised { round: 2, moves_from, .. }),
    ] = &events[..]
    else {
        panic!("{events:?}")
    };
    assert_eq!(*moves_from, Some(Whence::Assurance));
    let again = after(settled, &[(ask_again(1), olu())]);
    let case = again.case().unwrap();
    assert_eq!((again.name(), case.clarifications[0].status), ("CLARIFICATION", ClarificationStatus::Open));
    assert_eq!(case.clarifications[0].rounds.len(), 2);
    assert!(case.pauses.last().unwrap().until.is_none());
    assert_eq!((case.work.corrections[0].what, case.work.corrections[0].of.as_str()), (Corrected::Resolution, "1"));
    // Once it is open, there is nothing to take back; an answer to the first round changes nothing.
    assert_eq!(no(decide(&again, ask_again(1), &by(olu()))), (WRONG, "clarification-not-settled"));
    assert_eq!(decide(&again, answered(1, 1), &by(intake())), Ok(Vec::new()));
    let back = after(again, &[(answered(1, 2), intake()), (accept(1), olu())]);
    assert_eq!(back.name(), "ASSURANCE");
    assert!(back.case().unwrap().pauses.iter().all(|pause| pause.until.is_some()));
}

#[test]
fn only_its_officer_asks_again_and_never_behind_the_approvers_back() {
    let settled = after(all_answered(), &[(accept(1), olu()), (accept(2), olu()), (ready(), olu())]);
    assert_eq!(no(decide(&settled, ask_again(1), &by(pat()))).1, "not-the-case-officer");
    assert_eq!(no(decide(&settled, ask_again(1), &by(sue()))).1, "role-needed");
    assert_eq!(no(decide(&settled, ask_again(9), &by(olu()))).1, "clarification-unknown");
    assert_eq!(no(decide(&asked(), ask_again(1), &by(olu()))), (WRONG, "clarification-not-settled"));
    let before = after(settled.clone(), &[(no_advice(), olu())]);
    assert_eq!(no(decide(&before, ask_again(1), &by(olu()))), (WRONG, "case-before-approver"));
    let decided = after(before, &[(refuse(), ann())]);
    assert_eq!(no(decide(&decided, ask_again(1), &by(olu()))), (WRONG, "case-already-decided"));
    let later = after(settled, &[(open(SECOND), intake())]);
    assert_eq!(no(decide(&later, ask_again(1), &by(olu()))), (WRONG, "clarification-not-settled"));
}

#[test]
fn an_advisory_question_is_asked_again_where_the_case_stands() {
    let steps = [(raise_beside(), olu()), (answered(1, 1), intake()), (accept(1), olu())];
    let again = after(after(taken(), &steps), &[(ask_again(1), olu())]);
    assert_eq!((again.name(), again.case().unwrap().pauses.len()), ("IN_REVIEW", 0));
    // While another question holds the case up, it stays where it is.
    let one = after(all_answered(), &[(accept(1), olu())]);
    let both = after(one, &[(ask_again(1), olu()), (accept(2), olu())]);
    assert_eq!(both.name(), "CLARIFICATION");
}
