//! What is settled before it was planned, or while it is being climbed.

use dars_notification_domain::{
    about::About,
    ladder::Ladder,
    plan::{Command, Edition, EndReason, Event, Plan, State, Track, decide, evolve, next_due},
};
use jiff::civil::{Date, date};

use super::plan::facts;

const DUE: Date = date(2027, 1, 6);
const TODAY: Date = date(2026, 11, 22);

fn track() -> Track {
    let about = About::Request("DARS-NIC-900101-K4T7Q".parse().unwrap());
    Track { about, ladder: Ladder::ClarificationDue, item: Some("2".to_owned()) }
}

fn raise(round: u32, due: Date) -> Command {
    Command::Plan(Plan { track: track(), edition: Edition::Round(round), counts_to: due, until: None })
}

fn answer(round: u32) -> Command {
    Command::Settle { track: track(), edition: Edition::Round(round) }
}

fn after(commands: &[Command]) -> State {
    commands.iter().fold(State::Absent, |state, command| {
        let events = decide(&state, command.clone(), &facts(TODAY)).unwrap();
        events.iter().fold(state, |state, event| evolve(state, event).unwrap())
    })
}

#[test]
fn a_round_answered_before_it_was_heard_of_is_never_reminded_of_and_the_next_one_is() {
    let early = after(&[answer(1), raise(1, DUE)]);
    assert_eq!((early.name(), next_due(&early)), ("FORESTALLED", None));
    let next = after(&[answer(1), raise(1, DUE), raise(2, DUE)]);
    assert!(next.is_running(Edition::Round(2)));
    assert_eq!(next_due(&next), Some(DUE));
}

#[test]
fn an_answer_ends_its_own_round_and_an_old_one_leaves_the_next_alone() {
    assert_eq!(after(&[raise(1, DUE), answer(1)]).name(), "ENDED");
    assert_eq!(after(&[raise(1, DUE), answer(1), raise(1, DUE)]).name(), "ENDED");
    let moved = raise(1, DUE.tomorrow().unwrap());
    assert_eq!(after(&[raise(1, DUE), answer(1), moved]).name(), "ENDED", "a round is asked once");
    assert!(after(&[raise(1, DUE), raise(2, DUE), answer(1)]).is_running(Edition::Round(2)));
    let ahead = after(&[raise(1, DUE), answer(2), raise(2, DUE)]);
    assert_eq!(next_due(&ahead), None, "the second round was answered before it was heard of");
    assert_eq!(after(&[answer(2), answer(1), raise(2, DUE)]).name(), "FORESTALLED");
}

#[test]
fn what_is_settled_reaches_no_rung_even_when_its_day_has_come() {
    let running = after(&[raise(1, DUE)]);
    let late = facts(DUE.tomorrow().unwrap());
    for command in [answer(1), Command::End { edition: None, reason: EndReason::Settled }] {
        let events = decide(&running, command, &late).unwrap();
        assert_eq!(events.iter().map(Event::name).collect::<Vec<_>>(), ["ladder_ended"]);
    }
}

#[test]
fn a_ladder_after_a_date_is_climbed_after_it() {
    let about = About::Request("DARS-NIC-900101-K4T7Q".parse().unwrap());
    let track = Track { about, ladder: Ladder::SignatureChase, item: None };
    let issued = date(2026, 11, 10);
    let plan = Plan { track, edition: Edition::Round(1), counts_to: issued, until: None };
    let events = decide(&State::Absent, Command::Plan(plan), &facts(issued)).unwrap();
    let state = events.iter().fold(State::Absent, |state, event| evolve(state, event).unwrap());
    assert_eq!(next_due(&state), Some(date(2026, 11, 13)));
    let reached = decide(&state, Command::DatesPassed, &facts(date(2026, 11, 24))).unwrap();
    assert_eq!(reached.len(), 3, "after 3, 7 and 14 days: a clock that jumped reaches each of them");
}

#[test]
fn each_ladder_and_item_has_a_plan_of_its_own() {
    let mut keys: Vec<String> = Ladder::ALL
        .iter()
        .flat_map(|ladder| {
            let of = |item: Option<&str>| Track { ladder: *ladder, item: item.map(ToOwned::to_owned), ..track() }.key();
            // An agreement has one expiry.
            if *ladder == Ladder::AgreementExpiry {
                vec![of(None)]
            } else {
                vec![of(None), of(Some("1")), of(Some("2"))]
            }
        })
        .collect();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), 1 + 3 * (Ladder::ALL.len() - 1));
}
