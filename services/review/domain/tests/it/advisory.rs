//! Advisory questions: asked, answered, asked again and closed while the case goes on and our clock runs.

use dars_review_domain::case::{
    ClarificationStatus, Event, Facts, Pen, State, Whence, decide, event, evolve, permitted,
};
use dars_vocabulary::{RefusalKind, Refuse, code::AdvisoryGroup};
use jiff::civil::date;

use crate::{
    people::{
        SECOND, accept, after, ann, answer, answered, approve, before, before_approver, by, defer, in_assurance,
        intake, later, no, no_advice, olu, open, raise, raise_beside as beside, ready, refuse, reject, send_back,
        sent_back, taken,
    },
    work_people::{withdraw_question, withdraw_return},
};

const WRONG: RefusalKind = RefusalKind::WrongState;

fn status(state: &State, number: u32) -> ClarificationStatus {
    state.case().unwrap().clarification(number).unwrap().status
}

fn asked_in(state: State) -> State {
    after(state, &[(beside(), olu())])
}

/// It is before an approver, and what was asked beside is not answered.
fn open_before_approver() -> State {
    after(in_assurance(), &[(beside(), olu()), (no_advice(), olu())])
}

#[test]
fn an_advisory_question_moves_neither_the_case_nor_the_pen() {
    for from in [taken(), in_assurance(), before(AdvisoryGroup::Pag), before(AdvisoryGroup::Agd)] {
        let events = decide(&from, beside(), &by(olu())).unwrap();
        let [Event::ClarificationRaised(event::ClarificationRaised { due, moves_from: None, .. })] = &events[..] else {
            panic!("{events:?}")
        };
        assert_eq!(*due, date(2026, 12, 18));
        let asked = asked_in(from.clone());
        assert_eq!((asked.name(), asked.pen()), (from.name(), from.pen()));
        assert_eq!(status(&asked, 1), ClarificationStatus::Open);
        assert!(asked.case().unwrap().pauses.is_empty());
    }
    assert_eq!(no(decide(&before_approver(), beside(), &by(olu()))), (WRONG, "case-before-approver"));
}

#[test]
fn our_clock_runs_while_only_an_advisory_question_waits() {
    let asked = asked_in(taken());
    let clocks = asked.clocks(date(2026, 12, 1)).unwrap();
    assert_eq!((clocks.our_days, clocks.your_days, clocks.paused), (7, 0, false));
    assert_eq!(clocks.decision_due, taken().clocks(date(2026, 12, 1)).unwrap().decision_due);
}

#[test]
fn a_blocking_question_beside_it_alone_holds_up_and_lets_go() {
    // In both orders.
    for commands in [[beside(), raise()], [raise(), beside()]] {
        let blocking = if commands[0] == raise() { 1 } else { 2 };
        let both = after(taken(), &commands.map(|command| (command, olu())));
        assert_eq!((both.name(), both.pen()), ("CLARIFICATION", Some(Pen::Applicant)));
        let answered_one = after(both, &[(answered(blocking, 1), intake())]);
        assert_eq!(answered_one.pen(), Some(Pen::CaseOfficer));
        assert!(!answered_one.clocks(date(2026, 12, 1)).unwrap().paused);
        let back = after(answered_one, &[(accept(blocking), olu())]);
        assert_eq!((back.name(), status(&back, 3 - blocking)), ("IN_REVIEW", ClarificationStatus::Open));
    }
}

#[test]
fn an_advisory_answer_starts_no_clock_that_a_blocking_question_stopped() {
    let both = after(taken(), &[(raise(), olu()), (beside(), olu()), (answered(2, 1), intake())]);
    assert!(both.clocks(date(2026, 12, 1)).unwrap().paused);
    let settled = after(both, &[(accept(2), olu())]);
    assert_eq!((settled.name(), settled.pen()), ("CLARIFICATION", Some(Pen::Applicant)));
    assert_eq!(no(decide(&settled, ready(), &by(olu()))), (WRONG, "case-in-clarification"));
}

#[test]
fn an_advisory_answer_is_judged_where_the_case_is_and_asked_again_without_stopping_it() {
    let told = after(asked_in(taken()), &[(ready(), olu()), (answer(1, 1), intake()), (answered(1, 1), intake())]);
    assert_eq!((told.name(), status(&told, 1)), ("ASSURANCE", ClarificationStatus::Answered));
    assert!(permitted(&told, &by(olu())).contains(&"resolve-clarification"));
    let again = after(told.clone(), &[(reject(1), olu())]);
    assert_eq!((again.name(), status(&again, 1)), ("ASSURANCE", ClarificationStatus::Open));
    assert!(again.case().unwrap().pauses.is_empty());
    let events = decide(&told, accept(1), &by(olu())).unwrap();
    assert!(matches!(
        events[..],
        [Event::ClarificationResolved(event::ClarificationResolved { number: 1, returns_to: None, .. })]
    ));
    assert_eq!(status(&after(told, &[(accept(1), olu())]), 1), ClarificationStatus::Resolved);
}

#[test]
fn the_facts_of_an_advisory_answer_come_twice_and_late() {
    let told = after(asked_in(taken()), &[(answered(1, 1), intake()), (answer(1, 1), intake())]);
    for again in [answer(1, 1), answered(1, 1), answered(1, 7), answered(9, 1)] {
        assert_eq!(decide(&told, again, &by(intake())), Ok(Vec::new()));
    }
    // The answer crosses the decision: its words are kept, and nothing opens again.
    let decided = after(open_before_approver(), &[(approve(), ann())]);
    assert_eq!(decide(&decided, answered(1, 1), &by(intake())), Ok(Vec::new()));
    let kept = after(decided, &[(answer(1, 1), intake())]);
    assert!(kept.case().unwrap().clarification(1).unwrap().rounds[0].answer.is_some());
}

#[test]
fn a_decision_closes_what_is_only_advisory_and_a_deferral_does_not() {
    let state = open_before_approver();
    assert_eq!((state.name(), state.pen()), ("DECISION", Some(Pen::Approver)));
    for (word, last) in [(approve(), "application_approved"), (refuse(), "application_refused")] {
        let events = decide(&state, word.clone(), &by(ann())).unwrap();
        assert_eq!(events.iter().map(Event::name).collect::<Vec<_>>(), ["clarification_resolved", last]);
        let decided = after(state.clone(), &[(word, ann())]);
        assert_eq!(status(&decided, 1), ClarificationStatus::Overtaken);
    }
    // Answered before, and never judged: settled with the decision.
    let told = after(state.clone(), &[(answered(1, 1), intake()), (approve(), ann())]);
    assert_eq!(status(&told, 1), ClarificationStatus::Resolved);
    let deferred = after(state, &[(defer(), ann())]);
    assert!(matches!(deferred, State::Clarification { whence: Whence::Decision, .. }));
    assert_eq!(status(&deferred, 1), ClarificationStatus::Open);
    let steps = [(answered(2, 1), intake()), (answered(3, 1), intake()), (accept(2), olu()), (accept(3), olu())];
    assert_eq!(after(deferred, &steps).name(), "DECISION");
}

#[test]
fn before_an_approver_an_answer_is_taken_but_nothing_is_asked_again() {
    let told = after(open_before_approver(), &[(answered(1, 1), intake())]);
    assert_eq!(no(decide(&told, reject(1), &by(olu()))), (WRONG, "case-before-approver"));
    assert_eq!(after(told, &[(accept(1), olu())]).name(), "DECISION");
}

#[test]
fn an_advisory_question_is_withdrawn_where_the_case_is() {
    for state in [asked_in(taken()), open_before_approver()] {
        let name = state.name();
        let none = after(state, &[(withdraw_question(1), olu())]);
        assert_eq!((none.name(), status(&none, 1)), (name, ClarificationStatus::Withdrawn));
    }
}

#[test]
fn what_was_sent_back_keeps_its_advisory_question_until_the_next_version_overtakes_it() {
    let back = after(asked_in(taken()), &[(send_back(), olu())]);
    assert_eq!(no(decide(&back, accept(1), &by(olu()))), (WRONG, "application-sent-back"));
    assert_eq!(no(decide(&sent_back(), accept(1), &by(olu()))), (RefusalKind::NotFound, "clarification-unknown"));
    assert_eq!(status(&after(back.clone(), &[(withdraw_return(), olu())]), 1), ClarificationStatus::Open);
    assert_eq!(status(&after(back, &[(open(SECOND), intake())]), 1), ClarificationStatus::Overtaken);
}

#[test]
fn an_advisory_question_that_had_stopped_a_case_is_read_as_it_was_told() {
    // Told before advisory questions went beside: it moved the case, and both clocks with it.
    let [
        Event::ClarificationRaised(event::ClarificationRaised {
            number,
            round,
            section,
            severity,
            raised_on,
            due,
            lapses_on,
            by: asker,
            text,
            ..
        }),
    ] = &decide(&taken(), beside(), &Facts { now: later(3), ..by(olu()) }).unwrap()[..]
    else {
        panic!()
    };
    let old = Event::ClarificationRaised(event::ClarificationRaised {
        nic: crate::people::nic(),
        number: *number,
        round: *round,
        section: *section,
        standard: None,
        standard_version: None,
        phrase: None,
        severity: *severity,
        raised_on: *raised_on,
        due: *due,
        lapses_on: *lapses_on,
        by: *asker,
        text: text.clone(),
        moves_from: Some(Whence::InReview),
    });
    let stopped = evolve(taken(), &old).unwrap();
    assert_eq!(stopped.name(), "CLARIFICATION");
    assert!(stopped.clocks(date(2026, 12, 1)).unwrap().paused);
    let told = after(stopped, &[(answered(1, 1), intake())]);
    assert!(!told.clocks(date(2026, 12, 1)).unwrap().paused);
    assert_eq!(after(told, &[(accept(1), olu())]).name(), "IN_REVIEW");
}

#[test]
fn closing_is_for_the_approver_alone() {
    let refusal = decide(&open_before_approver(), approve(), &by(olu())).unwrap_err();
    assert_eq!(refusal.kind(), RefusalKind::Forbidden);
}
