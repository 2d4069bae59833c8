//! A release, from its production to its arrival.

use dars_contracts_domain::{
    release::{Command, Event, Facts, Refusal, State, decide, evolve},
    rules::v40::GateInput,
};
use dars_vocabulary::{Actor, RefusalKind, Refuse};
use jiff::ToSpan as _;
use jiff::civil::date;

use super::{
    releases::*,
    world::{actor, organisation},
};

fn lead() -> Actor {
    actor("lead", &[])
}

#[test]
fn a_release_is_planned_checked_made_and_acknowledged() {
    assert_eq!(planned().name(), "PLANNED");
    assert_eq!(checked().name(), "QA");
    assert_eq!(released().name(), "RELEASED");
    assert_eq!(acknowledged().name(), "ACKNOWLEDGED");
    assert_eq!(released().made().unwrap().version.to_string(), "v1.0");
}

#[test]
fn a_closed_gate_holds_it_and_an_open_one_lets_it_out_later() {
    let held = held_checked();
    assert_eq!(held.name(), "HELD");
    assert_eq!(held.findings().iter().map(|found| found.code.as_str()).collect::<Vec<_>>(), ["suspended"]);
    assert_eq!(then(&held, Command::Make, checker(), open_gate()).name(), "RELEASED");
}

#[test]
fn what_holds_it_is_told_once_and_again_only_when_something_else_does() {
    let held = held_checked();
    assert_eq!(decide(&held, Command::Make, &facts(maker(), closed_gate())), Ok(Vec::new()));
    let other =
        GateInput { suspended: false, status: dars_contracts_domain::agreement::Status::Expired, ..open_gate() };
    let events = decide(&held, Command::Make, &facts(maker(), other)).unwrap();
    assert_eq!(events.iter().map(Event::name).collect::<Vec<_>>(), ["release_held"]);
}

#[test]
fn an_unchecked_release_is_held_until_someone_else_has_checked_it() {
    let held = held_unchecked();
    assert_eq!(held.findings().iter().map(|found| found.code.as_str()).collect::<Vec<_>>(), ["not-checked"]);
    let checked = then(&held, Command::Check, checker(), open_gate());
    assert_eq!(checked.name(), "QA");
    assert_eq!(then(&checked, Command::Make, maker(), open_gate()).name(), "RELEASED");
}

#[test]
fn the_gate_is_asked_with_what_was_produced_and_not_with_what_the_facts_bring() {
    let mut content = content();
    content.dataset = "ecds".to_owned();
    let state = then(&State::Absent, plan_of(content), maker(), open_gate());
    let state = then(&state, Command::Check, checker(), open_gate());
    // The facts ask of another data set, and of a release that would fit.
    assert_eq!(then(&state, Command::Make, maker(), asked()).findings()[0].code, "data-set-not-agreed");
}

#[test]
fn letting_it_out_needs_a_sign_in_younger_than_five_minutes() {
    let mut facts = facts(maker(), open_gate());
    facts.actor.signed_in_at = Some(facts.technical_now - 5.minutes());
    assert_eq!(decide(&checked(), Command::Make, &facts), Err(Refusal::SignInTooOld));
    assert_eq!(Refusal::SignInTooOld.kind(), RefusalKind::SignInNeeded);
    assert!(
        decide(&planned(), Command::Check, &Facts { actor: Actor { signed_in_at: None, ..checker() }, ..facts })
            .is_ok()
    );
}

#[test]
fn nothing_is_planned_for_an_agreement_that_was_never_issued_or_does_not_exist() {
    let mut none = facts(maker(), open_gate());
    none.agreement = None;
    assert_eq!(decide(&State::Absent, plan(), &none), Err(Refusal::AgreementNotFound));
    let mut draft = facts(maker(), open_gate());
    draft.agreement.as_mut().unwrap().issued = false;
    assert_eq!(decide(&State::Absent, plan(), &draft), Err(Refusal::AgreementNotIssued));
}

#[test]
fn what_no_release_can_be_is_refused_and_named() {
    type Spoil = fn(&mut dars_messages::requests::contracts::ReleaseContent);
    let table: [(Spoil, Option<(&str, &str)>); 13] = [
        (|c| c.file_count = 1, None),
        (|c| c.file_count = 10_000, None),
        (|c| c.file_count = 0, Some(("file-count-out-of-range", "/content/file_count"))),
        (|c| c.file_count = 10_001, Some(("file-count-out-of-range", "/content/file_count"))),
        (|c| c.period.from = c.period.to, None),
        (|c| c.period.from = date(2026, 1, 1), Some(("period-reversed", "/content/period/to"))),
        (|c| c.dataset = String::new(), Some(("not-a-name", "/content/dataset"))),
        (|c| c.dataset = "Dr Jane Doe".to_owned(), Some(("not-a-name", "/content/dataset"))),
        (|c| c.fields = vec!["SEX".to_owned(), "a b".to_owned()], Some(("not-a-name", "/content/fields/1"))),
        (|c| c.fields = vec!["F".repeat(64)], None),
        (|c| c.fields = vec!["F".repeat(65)], Some(("not-a-name", "/content/fields/0"))),
        (|c| c.fields = vec!["F".to_owned(); 500], None),
        (|c| c.fields = vec!["F".to_owned(); 501], Some(("too-many-fields", "/content/fields"))),
    ];
    for (spoil, expected) in table {
        let mut content = content();
        spoil(&mut content);
        let found = decide(&State::Absent, plan_of(content), &facts(maker(), open_gate())).err();
        let seen = found.as_ref().map(|refusal| (refusal.code(), refusal.errors()[0].pointer.clone()));
        assert_eq!(seen, expected.map(|(code, pointer)| (code, pointer.to_owned())));
    }
}

#[test]
fn only_the_recipient_says_that_it_arrived() {
    for name in ["lead", "collaborator", "ig-lead", "administrator"] {
        assert!(decide(&released(), Command::Acknowledge, &facts(actor(name, &[]), open_gate())).is_ok(), "{name}");
    }
    for who in [actor("signatory", &[]), actor("partner-lead", &[]), maker()] {
        let refused = decide(&released(), Command::Acknowledge, &facts(who, open_gate()));
        assert_eq!(refused, Err(Refusal::RecipientNeeded));
    }
    assert_eq!(decide(&checked(), Command::Acknowledge, &facts(lead(), open_gate())), Err(Refusal::NotReleased));
}

#[test]
fn a_recipient_that_a_later_version_drops_may_still_acknowledge() {
    let mut dropped = facts(lead(), open_gate());
    dropped.agreement.as_mut().unwrap().parties = vec![organisation("BRACK")];
    assert!(decide(&released(), Command::Acknowledge, &dropped).is_ok());
    // What did not go out to it is no longer its matter.
    assert_eq!(decide(&checked(), Command::Acknowledge, &dropped), Err(Refusal::NotFound));
}

#[test]
fn states_and_events_survive_storage() {
    for state in [State::Absent, planned(), checked(), held_unchecked(), held_checked(), released(), acknowledged()] {
        let stored = serde_json::to_value(&state).unwrap();
        assert_eq!(stored["state"], state.name());
        assert_eq!(serde_json::from_value::<State>(stored).unwrap(), state);
    }
    let events = decide(&checked(), Command::Make, &facts(maker(), closed_gate())).unwrap();
    let stored = serde_json::to_value(&events[0]).unwrap();
    assert_eq!(stored["type"], events[0].name());
    assert_eq!(serde_json::from_value::<Event>(stored).unwrap(), events[0]);
}

#[test]
fn an_event_that_cannot_follow_is_impossible() {
    let made = decide(&checked(), Command::Make, &facts(maker(), open_gate())).unwrap();
    for state in [State::Absent, planned(), held_unchecked(), released(), acknowledged()] {
        assert!(evolve(state, &made[0]).is_err());
    }
}
