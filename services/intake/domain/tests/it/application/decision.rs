//! The words of a decision, as `review` tells them.

use dars_intake_domain::application::{Command, DecisionWords, decide};
use dars_vocabulary::Sealed;

use super::*;

fn reasons(words: Option<&DecisionWords>) -> Option<&str> {
    words?.reasons.as_ref()?.open().map(String::as_str)
}

fn of(state: &State, version: DocumentVersion) -> Option<&str> {
    reasons(state.application()?.said_of(version))
}

#[test]
fn the_words_of_a_decision_are_heard_before_or_after_it() {
    for decision in [approved(FIRST), refused(FIRST)] {
        let words = said(FIRST, "The harm is small.");
        let before = after(submitted(), &[words.clone(), decision.clone()]);
        let behind = after(submitted(), &[decision, words]);
        assert_eq!(before, behind);
        assert_eq!(of(&before, FIRST), Some("The harm is small."));
    }
}

#[test]
fn an_approval_speaks_after_a_deferral_whichever_is_heard_first() {
    let deferral = (said(FIRST, "Two things are unclear."), told());
    let approval = (said(FIRST, "Both are clear now."), later(told(), 9));
    let hear = |order: [&(Command, Facts); 2]| {
        order.into_iter().fold(submitted(), |state, (command, facts)| {
            let events = decide(&state, command.clone(), facts).unwrap();
            folded(state, &events)
        })
    };
    for order in [[&deferral, &approval], [&approval, &deferral]] {
        assert_eq!(of(&hear(order), FIRST), Some("Both are clear now."));
    }
}

#[test]
fn an_approval_without_words_does_not_leave_those_of_a_deferral_standing() {
    let nothing = Command::NoteDecisionReasons { version: FIRST, reasons: None, conditions: Vec::new() };
    let deferred = after(submitted(), &[said(FIRST, "Two things are unclear.")]);
    let events = decide(&deferred, nothing, &later(told(), 9)).unwrap();
    assert_eq!(of(&folded(deferred, &events), FIRST), None);
}

#[test]
fn the_words_of_a_change_that_was_refused_stand_beside_those_of_the_approval() {
    let in_force = after(submitted(), &[said(FIRST, "Granted."), approved(FIRST), agreement(AgreementStage::Active)]);
    let refused = after(in_force, &[open_change(), submit(), said(SECOND, "It asks for too much."), refused(SECOND)]);
    assert_eq!((refused.name(), of(&refused, FIRST)), ("APPROVED", Some("Granted.")));
    assert_eq!(reasons(refused.application().unwrap().said_last()), Some("It asks for too much."));
    assert_eq!(refused.conditions()[0].due, Some(date(2027, 3, 1)));
}

#[test]
fn the_terms_of_a_condition_outlast_its_words_and_no_repetition_brings_those_back() {
    let events = decide(&submitted(), said(FIRST, "Granted."), &told()).unwrap();
    let [Event::DecisionReasonsGiven(event::DecisionReasonsGiven { nic, version, said_at, conditions, .. })] =
        events.as_slice()
    else {
        panic!("{events:?}")
    };
    let mut conditions = conditions.clone();
    conditions[0].text = Sealed::Redacted("0f".to_owned());
    let reasons = Some(Sealed::Redacted("0e".to_owned()));
    let (nic, version, said_at) = (nic.clone(), *version, *said_at);
    let redacted =
        Event::DecisionReasonsGiven(event::DecisionReasonsGiven { nic, version, said_at, reasons, conditions });
    let state = after(folded(submitted(), &[redacted]), &[approved(FIRST)]);
    let terms = &state.conditions()[0];
    assert_eq!((terms.text.as_str(), terms.due, terms.owing), ("", Some(date(2027, 3, 1)), Owing::Applicant));
    assert_eq!(decide(&state, said(FIRST, "Granted."), &told()), Ok(Vec::new()));
}

#[test]
fn what_is_said_later_is_heard_also_where_what_was_said_before_is_forgotten() {
    let events = decide(&submitted(), said(FIRST, "Two things are unclear."), &told()).unwrap();
    let [Event::DecisionReasonsGiven(event::DecisionReasonsGiven { nic, version, said_at, conditions, .. })] =
        events.as_slice()
    else {
        panic!("{events:?}")
    };
    let reasons = Some(Sealed::Redacted("0e".to_owned()));
    let (nic, version, said_at, conditions) = (nic.clone(), *version, *said_at, conditions.clone());
    let redacted =
        Event::DecisionReasonsGiven(event::DecisionReasonsGiven { nic, version, said_at, reasons, conditions });
    let forgotten = folded(submitted(), &[redacted]);
    let events = decide(&forgotten, said(FIRST, "Both are clear now."), &later(told(), 9)).unwrap();
    assert_eq!(of(&folded(forgotten, &events), FIRST), Some("Both are clear now."));
}

#[test]
fn nothing_is_said_of_what_was_never_handed_in() {
    for state in [State::Absent, preliminary(), draft(), after(draft(), &[withdraw()])] {
        assert_eq!(decide(&state, said(FIRST, "Granted."), &told()), Ok(Vec::new()));
    }
    assert_eq!(decide(&submitted(), said(SECOND, "Granted."), &told()), Ok(Vec::new()));
}
