//! What an enquirer and an officer see of an enquiry, and what of its words is stored.

use dars_intake_domain::enquiry::{Command, Event, Facts, More, Other, State, decide, shown, state_name};
use dars_vocabulary::{
    Actor, EnquiryRef, Refuse as _,
    code::{Channel, ClosingReason, Signpost, Team},
};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::{
    enquiry::{after, by, converted, message, raise, triage},
    people::{now, signed_in},
};

fn ada() -> Actor {
    signed_in("ada", &[])
}

fn new() -> State {
    after(State::Absent, raise(), &by(ada()))
}

fn routed() -> State {
    after(new(), Command::Route { team: Team::DataApplications, reason: None }, &by(triage()))
}

fn ended(command: Command) -> State {
    after(routed(), command, &Facts { other: Other::Open, ..by(triage()) })
}

fn seen(state: &State, actor: &Actor) -> Value {
    serde_json::to_value(shown(state, Vec::new(), actor).unwrap()).unwrap()
}

#[test]
fn an_enquiry_is_shown_with_its_state_and_what_that_state_has() {
    let elsewhere = || vec![Signpost::PublishedStatistics];
    let asked = after(routed(), Command::Ask { text: "Which years?".to_owned() }, &by(triage()));
    let nic = crate::people::nic().to_string();
    for (state, name, has) in [
        (new(), "NEW", json!({})),
        (routed(), "WITH_EXPERT", json!({})),
        (asked, "AWAITING_ENQUIRER", json!({"chase_on": "2026-12-04", "close_on": "2026-12-18"})),
        (
            ended(Command::Signpost { to: elsewhere(), text: None }),
            "SIGNPOSTED",
            json!({"signposts": ["published-statistics"]}),
        ),
        (ended(Command::Close { reason: ClosingReason::Settled }), "CLOSED", json!({"reason": "settled"})),
        (converted(), "CONVERTED", json!({"nic": nic})),
    ] {
        let reader = if name == "CONVERTED" { triage() } else { ada() };
        let whole = seen(&state, &reader);
        assert_eq!((whole["state"].as_str(), state_name(&state, &reader)), (Some(name), name));
        for field in ["chase_on", "close_on", "signposts", "reason", "nic", "duplicate_of"] {
            assert_eq!(whole[field], has[field], "{name} {field}");
        }
    }
}

#[test]
fn what_was_joined_to_another_goes_on_for_its_enquirer_alone() {
    let into = EnquiryRef::allot(2026, 7);
    let joined = ended(Command::Merge { into: into.clone() });
    assert_eq!((state_name(&joined, &ada()), state_name(&joined, &triage())), ("WITH_EXPERT", "DUPLICATE"));
    assert_eq!(seen(&joined, &ada())["duplicate_of"], json!(null));
    assert_eq!(seen(&joined, &triage())["duplicate_of"], json!(into));
}

#[test]
fn a_number_is_masked_in_a_message_and_its_other_words_stay() {
    for (text, stored, removed) in
        [("Which years?", "Which years?", 0), ("She is 943 476 5919, I think.", "She is [number removed], I think.", 1)]
    {
        let events = decide(&routed(), message(text), &by(ada())).unwrap();
        let [Event::EnquiryMessageAdded { text, numbers_removed, .. }] = &events[..] else { panic!("{events:?}") };
        assert_eq!((text.open().map(String::as_str), *numbers_removed), (Some(stored), removed));
    }
}

fn raised(channel: Channel, more: More, actor: Actor) -> Vec<(String, String)> {
    let Command::Raise { enquiry, topic, enquirer, purpose, .. } = raise() else { unreachable!() };
    let command = Command::Raise { enquiry, channel, topic, enquirer, purpose, more: Box::new(more) };
    let errors = decide(&State::Absent, command, &by(actor)).err().map(|refusal| refusal.errors()).unwrap_or_default();
    errors.into_iter().map(|error| (error.pointer, error.code)).collect()
}

#[test]
fn when_it_came_is_said_of_what_is_logged_and_lies_behind_us() {
    let came = |hours: i64| More { received_at: Some(now() + SignedDuration::from_hours(hours)), ..More::default() };
    let wrong = |code: &str| vec![("/received_at".to_owned(), code.to_owned())];
    assert_eq!(raised(Channel::Web, came(-1), ada()), wrong("for-logged-enquiries"));
    for (hours, errors) in [
        (-1, vec![]),
        (0, vec![]),
        (1, wrong("in-the-future")),
        (-24 * 366, vec![]),
        (-24 * 367, wrong("too-long-ago")),
    ] {
        assert_eq!(raised(Channel::Phone, came(hours), triage()), errors, "{hours}");
    }
}

#[test]
fn fifty_references_and_data_sets_are_taken_and_no_more() {
    let many = |count: usize| More {
        nic_refs: vec!["DARS-NIC-900101-K4T7Q".to_owned(); count],
        data_sets: vec!["HES".to_owned(); count],
        ..More::default()
    };
    assert_eq!(raised(Channel::Web, many(50), ada()), vec![]);
    let pointers: Vec<String> = raised(Channel::Web, many(51), ada()).into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(pointers, ["/nic_refs", "/data_sets"]);
}
