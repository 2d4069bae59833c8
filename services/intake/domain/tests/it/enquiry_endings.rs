//! How an enquirer is asked, how an enquiry ends, and how it begins again.

use dars_intake_domain::enquiry::{Command, Event, Facts, Other, State, decide, evolve};
use dars_vocabulary::{
    Actor, EnquiryRef, RefusalKind, Refuse,
    calendar::london_midnight,
    code::{ClosingReason, Signpost, Team},
};
use jiff::{
    SignedDuration,
    civil::{Date, date},
};

use crate::{
    enquiry::{after, by, case_officer, convert, converted, message, raise, triage},
    people::{no, signed_in, system},
};

fn ada() -> Actor {
    signed_in("ada", &[])
}

/// Raised by Ada, who signed in, and routed.
fn adas() -> State {
    let raised = after(State::Absent, raise(), &by(ada()));
    after(raised, Command::Route { team: Team::DataApplications, reason: None }, &by(triage()))
}

fn ask() -> Command {
    Command::Ask { text: "Which years?".to_owned() }
}

fn awaiting() -> State {
    after(adas(), ask(), &by(case_officer()))
}

/// Facts of `actor` at nine in the morning of `day`.
fn on(actor: Actor, day: Date) -> Facts {
    let nine = london_midnight(day) + SignedDuration::from_hours(9);
    Facts::by(actor, nine, nine)
}

/// All that ends an enquiry but silence and an application.
fn endings() -> Vec<Command> {
    vec![
        Command::Answer { text: "Yes.".to_owned() },
        Command::Signpost { to: vec![Signpost::PublishedStatistics], text: None },
        Command::Close { reason: ClosingReason::Settled },
        Command::MarkDuplicate { of: EnquiryRef::allot(2026, 7) },
    ]
}

fn ending(actor: Actor) -> Facts {
    Facts { other: Other::Known, ..by(actor) }
}

#[test]
fn a_question_is_chased_after_ten_working_days_and_closes_for_silence_after_twenty() {
    let events = decide(&adas(), ask(), &by(case_officer())).unwrap();
    let [Event::EnquiryMessageAdded { by_officer: true, .. }, Event::EnquiryAsked { team, chase_on, close_on, .. }] =
        &events[..]
    else {
        panic!("{events:?}")
    };
    assert_eq!((*team, *chase_on, *close_on), (Team::DataApplications, date(2026, 12, 4), date(2026, 12, 18)));
    let state = awaiting();
    assert_eq!(state.next_due(), Some(*close_on));
    let system = |day| on(system(), day);
    assert_eq!(decide(&state, Command::DatesPassed, &system(date(2026, 12, 17))), Ok(Vec::new()));
    let closed = after(state.clone(), Command::DatesPassed, &system(*close_on));
    assert_eq!((closed.name(), closed.next_due()), ("CLOSED_NO_REPLY", None));
    assert_eq!(decide(&closed, Command::DatesPassed, &system(date(2027, 1, 4))), Ok(Vec::new()));
    let refused = no(decide(&state, Command::DatesPassed, &on(triage(), *close_on)));
    assert_eq!(refused, (RefusalKind::Forbidden, "system-only"));
}

#[test]
fn what_the_enquirer_writes_when_asked_is_their_reply() {
    let before = decide(&adas(), message("More."), &by(ada())).unwrap();
    assert!(matches!(before[..], [Event::EnquiryMessageAdded { by_officer: false, .. }]));
    let officer = decide(&awaiting(), message("By the way."), &by(case_officer())).unwrap();
    assert!(matches!(officer[..], [Event::EnquiryMessageAdded { by_officer: true, .. }]));
    let reply = decide(&awaiting(), message("All years."), &on(ada(), date(2026, 12, 17))).unwrap();
    assert!(matches!(
        reply[..],
        [Event::EnquiryMessageAdded { by_officer: false, number: 2, .. }, Event::EnquiryReplied { .. }]
    ));
    let replied = after(awaiting(), message("All years."), &by(ada()));
    assert!(matches!(replied, State::WithExpert { team: Team::DataApplications, .. }));
    // What was closed for silence is now overdue for us on the day after its answer was due.
    assert_eq!(replied.next_due(), Some(date(2026, 12, 5)));
}

#[test]
fn silence_ends_an_enquiry_on_its_day_whatever_any_sweep_did() {
    let day = date(2026, 12, 18);
    for command in [message("All years."), Command::Close { reason: ClosingReason::Withdrawn }] {
        let refused = no(decide(&awaiting(), command, &on(ada(), day)));
        assert_eq!(refused, (RefusalKind::WrongState, "enquiry-over"));
    }
    let reopen = Command::Reopen { reason: "I was away.".to_owned() };
    let events = decide(&awaiting(), reopen.clone(), &on(ada(), day)).unwrap();
    assert!(matches!(events[..], [Event::EnquiryClosedNoReply { .. }, Event::EnquiryReopened { .. }]), "{events:?}");
    assert_eq!(after(awaiting(), reopen, &on(ada(), day)).name(), "TRIAGED");
    assert_eq!(awaiting().as_of(day).name(), "CLOSED_NO_REPLY");
    assert_eq!(awaiting().as_of(date(2026, 12, 17)).name(), "AWAITING_ENQUIRER");
}

#[test]
fn a_question_needs_a_team_and_is_asked_once_at_a_time() {
    let raised = after(State::Absent, raise(), &by(ada()));
    let triaged = after(raised.clone(), Command::Triage, &by(triage()));
    for state in [raised, triaged] {
        let refused = no(decide(&state, ask(), &by(case_officer())));
        assert_eq!(refused, (RefusalKind::WrongState, "enquiry-not-routed"));
    }
    let refused = no(decide(&awaiting(), ask(), &by(case_officer())));
    assert_eq!(refused, (RefusalKind::WrongState, "enquirer-asked-already"));
}

#[test]
fn every_open_state_can_end_each_way_and_begin_again() {
    let raised = after(State::Absent, raise(), &by(ada()));
    let triaged = after(raised.clone(), Command::Triage, &by(triage()));
    for state in [raised, triaged, adas(), awaiting()] {
        for command in endings() {
            let over = after(state.clone(), command.clone(), &ending(triage()));
            for actor in [triage(), ada()] {
                let reopen = Command::Reopen { reason: "There is more.".to_owned() };
                let events = decide(&over, reopen, &on(actor, date(2026, 12, 7))).unwrap();
                let [Event::EnquiryReopened { answer_due, .. }] = events[..] else { panic!("{events:?}") };
                assert_eq!(answer_due, date(2026, 12, 21));
                let open = evolve(over.clone(), &events[0]).unwrap();
                assert_eq!((open.name(), open.asked().unwrap().answer_due), ("TRIAGED", answer_due));
            }
            for again in endings().into_iter().chain([message("Hello."), ask(), Command::Triage, convert()]) {
                let refused = no(decide(&over, again, &ending(triage())));
                assert_eq!(refused, (RefusalKind::WrongState, "enquiry-over"));
            }
        }
        let reopen = Command::Reopen { reason: "Why not.".to_owned() };
        assert_eq!(no(decide(&state, reopen, &by(ada()))), (RefusalKind::WrongState, "enquiry-open"));
    }
    let reopen = Command::Reopen { reason: "There is more.".to_owned() };
    assert_eq!(no(decide(&converted(), reopen, &by(triage()))), (RefusalKind::WrongState, "enquiry-converted"));
}

#[test]
fn a_duplicate_names_another_enquiry_that_is_none() {
    let duplicate = |number| Command::MarkDuplicate { of: EnquiryRef::allot(2026, number) };
    for (command, other, code) in [
        (duplicate(412), Other::Known, "duplicate-of-itself"),
        (duplicate(7), Other::Unknown, "other-enquiry-unknown"),
        (duplicate(7), Other::Duplicate, "other-enquiry-duplicate"),
    ] {
        let refusal = decide(&adas(), command, &Facts { other, ..by(triage()) }).unwrap_err();
        assert_eq!((refusal.kind(), refusal.code()), (RefusalKind::Unacceptable, code));
        assert_eq!(refusal.errors()[0].pointer, "/of");
    }
    let state = after(adas(), duplicate(7), &ending(triage()));
    assert!(matches!(state, State::Duplicate { of, .. } if of == EnquiryRef::allot(2026, 7)));
}

#[test]
fn a_signpost_says_where_to_once_each() {
    let to = vec![Signpost::Sde, Signpost::DigiTrials, Signpost::Sde];
    let events = decide(&adas(), Command::Signpost { to, text: None }, &by(triage())).unwrap();
    assert!(
        matches!(&events[..], [Event::EnquirySignposted { to, .. }] if *to == [Signpost::Sde, Signpost::DigiTrials])
    );
    let with_words = Command::Signpost { to: vec![Signpost::Sde], text: Some("Ask there.".to_owned()) };
    let events = decide(&adas(), with_words, &by(triage())).unwrap();
    assert!(matches!(events[..], [Event::EnquiryMessageAdded { .. }, Event::EnquirySignposted { .. }]));
    let nowhere = Command::Signpost { to: Vec::new(), text: Some(String::new()) };
    let refusal = decide(&adas(), nowhere, &by(triage())).unwrap_err();
    let pointers: Vec<_> = refusal.errors().into_iter().map(|error| error.pointer).collect();
    assert_eq!(pointers, ["/to", "/text"]);
}

#[test]
fn triage_is_noted_once_and_routing_implies_it() {
    let raised = after(State::Absent, raise(), &by(ada()));
    assert_eq!(after(raised.clone(), Command::Triage, &by(triage())).name(), "TRIAGED");
    for state in [after(raised, Command::Triage, &by(triage())), adas(), awaiting()] {
        assert_eq!(decide(&state, Command::Triage, &by(triage())), Ok(Vec::new()));
    }
    let elsewhere = after(
        awaiting(),
        Command::Route { team: Team::Agreements, reason: Some("It has ended.".to_owned()) },
        &by(triage()),
    );
    assert!(matches!(elsewhere, State::AwaitingEnquirer { team: Team::Agreements, .. }));
}

#[test]
fn words_of_the_thread_and_reasons_lie_in_the_journal_alone() {
    let reopen = Command::Reopen { reason: "Secret reason.".to_owned() };
    let over = after(awaiting(), Command::Answer { text: "Secret answer.".to_owned() }, &by(triage()));
    let state = after(over, reopen, &by(ada()));
    let stored = serde_json::to_string(&state).unwrap();
    for word in ["Which years?", "Secret"] {
        assert!(!stored.contains(word), "{stored}");
    }
}
