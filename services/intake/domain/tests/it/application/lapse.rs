//! Silence of the applicant, where they hold the pen.

use dars_intake_domain::application::{Event, as_of, decide, event, lapses_on, may_save};

use super::*;
use crate::people::no;

#[test]
fn a_draft_lapses_after_ninety_days_without_a_save() {
    assert_eq!(lapses_on(&draft(), None), Some(date(2027, 2, 18)));
    assert_eq!(lapses_on(&draft(), Some(date(2026, 12, 1))), Some(date(2027, 3, 1)));
    assert_eq!(decide(&draft(), Command::Lapse, &later(told(), 89)), Ok(Vec::new()));
    let saved = Facts { draft_saved_on: Some(date(2026, 12, 1)), ..later(told(), 90) };
    assert_eq!(decide(&draft(), Command::Lapse, &saved), Ok(Vec::new()));
    let events = decide(&draft(), Command::Lapse, &later(told(), 300)).unwrap();
    // It says the day on which it became true, however late the sweep.
    assert!(matches!(&events[..], [Event::ApplicationLapsed { lapsed_on, .. }] if *lapsed_on == date(2027, 2, 18)));
    let lapsed = folded(draft(), &events);
    assert_eq!(decide(&lapsed, Command::Lapse, &later(told(), 301)), Ok(Vec::new()));
}

#[test]
fn what_silence_made_true_needs_no_sweep() {
    let late = || later(Facts { ..lead() }, 41);
    // Ada's membership ends with the year, so somebody else's date is taken: a draft of long ago.
    let old = folded(
        preliminary(),
        &[Event::ApplicationOpened(event::ApplicationOpened {
            nic: nic(),
            version: FIRST,
            organisation: northmere(),
            opened_on: date(2026, 8, 1),
            accepted_by: None,
        })],
    );
    let over = (RefusalKind::WrongState, "application-over");
    assert_eq!(no(may_save(&old, &late()).map(|()| vec![()])), over);
    assert_eq!(no(decide(&old, submit(), &late())), over);
    assert_eq!(no(decide(&old, withdraw(), &late())), over);
    assert_eq!(as_of(&old, &late()).name(), "LAPSED");
    // A fact of that day adds the lapse first.
    let events = decide(&old, agreement(AgreementStage::Draft), &told()).unwrap();
    assert_eq!(events.iter().map(Event::name).collect::<Vec<_>>(), ["application_lapsed", "agreement_progressed"]);
}

#[test]
fn what_was_sent_back_lapses_and_what_the_body_holds_never_does() {
    assert_eq!(lapses_on(&sent_back(), None), Some(date(2027, 2, 18)));
    // A save before it was sent back breaks no silence.
    assert_eq!(lapses_on(&sent_back(), Some(date(2026, 1, 1))), Some(date(2027, 2, 18)));
    for state in every_state() {
        let holds = matches!(state.name(), "DRAFT" | "RETURNED_INCOMPLETE" | "CLARIFICATION");
        assert_eq!(lapses_on(&state, None).is_some(), holds, "{}", state.name());
    }
}

#[test]
fn each_question_and_each_answer_ends_the_silence() {
    let two = after(asked(), &[raised(2, 1)]);
    assert_eq!(lapses_on(&two, None), Some(date(2027, 2, 18)));
    let events = decide(&two, answer(1), &later(lead(), 10)).unwrap();
    let one = folded(two, &events);
    assert_eq!(lapses_on(&one, None), Some(date(2027, 2, 28)));
    // Once all are answered, they are being read.
    assert_eq!(lapses_on(&after(one, &[answer(2)]), None), None);
    let events = decide(&asked(), Command::Lapse, &later(told(), 90)).unwrap();
    assert_eq!(folded(asked(), &events).name(), "LAPSED");
}
