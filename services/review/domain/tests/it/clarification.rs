//! Questions to the applicant, in rounds, and the clock that waits for them.

use dars_review_domain::case::{
    ClarificationStatus, Command, Event, Facts, Pen, Question, Resolution, State, Whence, decide, event,
};
use dars_vocabulary::{
    RefusalKind, Refuse, StaffRole,
    code::{AdvisoryGroup, ClarificationSeverity},
};
use jiff::civil::date;

use crate::{
    people::{
        SECOND, accept, after, all_answered, ann, answer, answered, asked, before, before_approver, by, defer,
        in_assurance, intake, later, mia, no, olu, open, opened, pat, question, raise, raise_beside, ready, reject,
        send_back, sent_back, signed_in, taken, today, withdrawn,
    },
    work_people::withdraw_question,
};

const WRONG: RefusalKind = RefusalKind::WrongState;

fn status(state: &State, number: u32) -> ClarificationStatus {
    state.case().unwrap().clarification(number).unwrap().status
}

#[test]
fn a_question_takes_the_case_into_clarification_and_says_until_when() {
    let events = decide(&taken(), raise(), &by(olu())).unwrap();
    let [
        Event::ClarificationRaised(event::ClarificationRaised {
            number: 1, round: 1, due, lapses_on, moves_from, ..
        }),
    ] = &events[..]
    else {
        panic!("{events:?}")
    };
    // 20 working days over Christmas; 90 days.
    assert_eq!((*due, *lapses_on), (date(2026, 12, 18), date(2027, 2, 18)));
    assert_eq!(*moves_from, Some(Whence::InReview));
    let events = decide(&asked(), raise(), &by(olu())).unwrap();
    assert!(matches!(
        events[..],
        [Event::ClarificationRaised(event::ClarificationRaised { number: 3, moves_from: None, .. })]
    ));
}

#[test]
fn the_case_returns_to_where_it_was_once_all_is_settled() {
    for from in [taken(), in_assurance(), before(AdvisoryGroup::Pag), before(AdvisoryGroup::Agd)] {
        let waiting = after(from.clone(), &[(raise(), olu()), (raise(), olu())]);
        assert_eq!((waiting.name(), waiting.pen()), ("CLARIFICATION", Some(Pen::Applicant)));
        let one = after(waiting, &[(answered(1, 1), intake()), (accept(1), olu())]);
        assert_eq!((one.name(), one.pen()), ("CLARIFICATION", Some(Pen::Applicant)));
        let both = after(one, &[(answered(2, 1), intake())]);
        assert_eq!((both.name(), both.pen()), ("CLARIFICATION", Some(Pen::CaseOfficer)));
        let settled = after(both, &[(accept(2), olu())]);
        assert_eq!((settled.name(), settled.officer()), (from.name(), from.officer()));
    }
}

#[test]
fn an_answer_that_does_not_settle_it_is_asked_again_in_the_next_round() {
    let again = after(all_answered(), &[(reject(1), olu())]);
    assert_eq!((status(&again, 1), status(&again, 2)), (ClarificationStatus::Open, ClarificationStatus::Answered));
    let rounds = &again.case().unwrap().clarification(1).unwrap().rounds;
    assert_eq!(rounds.iter().map(|round| round.round).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(rounds[0].answer.as_ref().unwrap().open().unwrap(), "Since disease is slow.");
    // An answer to the round before changes nothing any more.
    for late in [answered(1, 1), answer(1, 1), answered(3, 1), answer(3, 1)] {
        assert_eq!(decide(&again, late, &by(intake())), Ok(Vec::new()));
    }
    let settled = after(again, &[(answered(1, 2), intake()), (accept(1), olu()), (accept(2), olu())]);
    assert_eq!(settled.name(), "IN_REVIEW");
}

#[test]
fn the_two_facts_of_an_answer_come_in_any_order_and_twice() {
    let one = after(asked(), &[(answer(1, 1), intake()), (answered(1, 1), intake())]);
    let other = after(asked(), &[(answered(1, 1), intake()), (answer(1, 1), intake())]);
    assert_eq!(one, other);
    for again in [answer(1, 1), answered(1, 1)] {
        assert_eq!(decide(&one, again, &by(intake())), Ok(Vec::new()));
    }
    // Words that come last of all are kept still.
    let settled = after(asked(), &[(answered(1, 1), intake()), (accept(1), olu()), (answer(1, 1), intake())]);
    assert!(settled.case().unwrap().clarification(1).unwrap().rounds[0].answer.is_some());
}

#[test]
fn only_an_answered_clarification_is_judged() {
    assert_eq!(no(decide(&asked(), accept(1), &by(olu()))), (WRONG, "clarification-not-answered"));
    let settled = after(all_answered(), &[(accept(1), olu())]);
    assert_eq!(no(decide(&settled, reject(1), &by(olu()))), (WRONG, "clarification-settled"));
    let back = after(settled, &[(accept(2), olu())]);
    assert_eq!(no(decide(&back, accept(2), &by(olu()))), (WRONG, "clarification-settled"));
    assert_eq!(no(decide(&back, accept(9), &by(olu()))), (RefusalKind::NotFound, "clarification-unknown"));
}

#[test]
fn a_question_of_a_case_that_was_sent_back_is_said_to_be_sent_back_and_a_settled_one_to_be_settled() {
    let asked = after(taken(), &[(raise_beside(), olu()), (answered(1, 1), intake())]);
    let pending = after(asked.clone(), &[(send_back(), olu())]);
    let settled = after(asked, &[(accept(1), olu()), (send_back(), olu())]);
    let mut codes = Vec::new();
    for state in [pending, settled] {
        codes.extend([accept(1), withdraw_question(1)].map(|command| no(decide(&state, command, &by(olu()))).1));
    }
    let [back, gone] = ["application-sent-back", "clarification-settled"];
    assert_eq!(codes, [back, back, gone, gone]);
}

#[test]
fn nothing_else_moves_a_case_that_waits_in_clarification() {
    assert_eq!(no(decide(&asked(), ready(), &by(olu()))), (WRONG, "case-in-clarification"));
    assert_eq!(no(decide(&before_approver(), raise(), &by(olu()))), (WRONG, "case-before-approver"));
    assert_eq!(no(decide(&opened(), raise(), &by(olu()))), (WRONG, "case-not-assigned"));
    assert_eq!(no(decide(&sent_back(), raise(), &by(olu()))), (WRONG, "application-sent-back"));
}

#[test]
fn the_clock_stands_still_while_any_question_waits() {
    let ask_on = |state: &State, command: Command, day: i64| {
        let events = decide(state, command, &Facts { now: later(day), ..by(olu()) }).unwrap();
        events.iter().fold(state.clone(), |state, event| dars_review_domain::case::evolve(state, event).unwrap())
    };
    let answered_on = |number, round, on| Command::HearAnswered { number, round, answered_on: on };
    // Friday 20 November submitted; asked on Monday 23 (the officer reads it after the weekend) and Tuesday 24.
    let asked = ask_on(&ask_on(&taken(), raise(), 3), raise(), 4);
    // One answer on Wednesday does not start the clock; the second on Friday does.
    let one = after(asked, &[(answered_on(1, 1, date(2026, 11, 25)), intake())]);
    let clocks = one.clocks(date(2026, 11, 27)).unwrap();
    assert_eq!((clocks.our_days, clocks.your_days, clocks.paused), (1, 4, true));
    let both = after(one, &[(answered_on(2, 1, date(2026, 11, 27)), intake())]);
    let clocks = both.clocks(date(2026, 12, 1)).unwrap();
    assert_eq!((clocks.our_days, clocks.your_days, clocks.paused), (3, 4, false));
    // The decision is due as many working days later as the applicant had it.
    assert_eq!(clocks.decision_due, date(2027, 2, 23));
    // Asked again on 1 December: it stands still again.
    let again = ask_on(&both, reject(1), 11);
    let clocks = again.clocks(date(2026, 12, 3)).unwrap();
    assert_eq!((clocks.our_days, clocks.your_days, clocks.paused), (3, 6, true));
    // And stops for good when the application is withdrawn.
    let over = after(again, &[(Command::HearWithdrawn { ended_on: date(2026, 12, 4) }, intake())]);
    assert_eq!(over.clocks(date(2027, 6, 1)).unwrap().your_days, 7);
}

#[test]
fn a_deferral_asks_its_questions_and_the_case_comes_back_to_the_approver() {
    let events = decide(&before_approver(), defer(), &by(ann())).unwrap();
    let names: Vec<_> = events.iter().map(Event::name).collect();
    assert_eq!(names, ["decision_deferred", "clarification_raised", "clarification_raised"]);
    let deferred = after(before_approver(), &[(defer(), ann())]);
    let State::Clarification { whence: Whence::Decision, case, .. } = &deferred else { panic!("{deferred:?}") };
    assert!(case.clarifications.iter().all(|asked| asked.severity == ClarificationSeverity::Blocking));
    assert_eq!(case.deferrals.len(), 1);
    let steps = [(answered(1, 1), intake()), (answered(2, 1), intake()), (accept(1), olu()), (accept(2), olu())];
    assert_eq!(after(deferred, &steps).name(), "DECISION");
}

#[test]
fn a_later_version_overtakes_what_is_not_settled_and_numbers_go_on() {
    let next = after(asked(), &[(open(SECOND), intake())]);
    assert_eq!((next.name(), next.officer()), ("IN_REVIEW", Some(olu().id)));
    assert_eq!(status(&next, 1), ClarificationStatus::Overtaken);
    assert!(!next.clocks(today()).unwrap().paused);
    for late in [answered(1, 1), answered(2, 1)] {
        assert_eq!(decide(&next, late, &by(intake())), Ok(Vec::new()));
    }
    let events = decide(&next, raise(), &by(olu())).unwrap();
    assert!(matches!(events[..], [Event::ClarificationRaised(event::ClarificationRaised { number: 3, .. })]));
}

#[test]
fn an_ended_case_hears_no_answer() {
    let over = after(asked(), &[(withdrawn(), intake())]);
    assert_eq!(decide(&over, answered(1, 1), &by(intake())), Ok(Vec::new()));
    assert_eq!(no(decide(&over, accept(1), &by(olu()))), (WRONG, "case-over"));
}

#[test]
fn only_the_officer_of_the_case_asks_and_judges() {
    for (state, command) in [(taken(), raise()), (all_answered(), accept(1)), (all_answered(), reject(1))] {
        for (actor, code) in [
            (pat(), "not-the-case-officer"),
            (mia(), "role-needed"),
            (ann(), "role-needed"),
            (signed_in("olu", &[StaffRole::Secretariat]), "role-needed"),
        ] {
            assert_eq!(no(decide(&state, command.clone(), &by(actor))), (RefusalKind::Forbidden, code));
        }
    }
}

#[test]
fn a_question_has_words_and_cites_only_what_is_a_standard() {
    let with = |text: String, standard: Option<&str>| {
        Command::Raise(Question { text, standard: standard.map(str::to_owned), ..question() })
    };
    for (command, wrong) in [
        (with("x".repeat(4000), Some("5a")), None),
        (with("x".repeat(4001), None), Some(("/text", "too-long"))),
        (with(" ".to_owned(), None), Some(("/text", "missing"))),
        (with("Why?".to_owned(), Some("99")), Some(("/standard", "value-not-acceptable"))),
        (with("Why?".to_owned(), Some("Dr Who")), Some(("/standard", "value-not-acceptable"))),
    ] {
        let errors = decide(&taken(), command, &by(olu())).err().map(|refusal| refusal.errors()).unwrap_or_default();
        assert_eq!(errors.first().map(|error| (error.pointer.as_str(), error.code.as_str())), wrong);
    }
    let empty = Command::Resolve { number: 1, resolution: Resolution::Reject { text: String::new() } };
    assert_eq!(no(decide(&all_answered(), empty, &by(olu()))).1, "values-unacceptable");
}
