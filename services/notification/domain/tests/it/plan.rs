use dars_notification_domain::{
    about::About,
    ladder::Ladder,
    plan::{Command, Edition, EndReason, Event, Facts, Plan, Refusal, State, Track, decide, evolve, next_due},
};
use dars_vocabulary::{Actor, ActorKind, DocumentVersion, london_midnight};
use jiff::{
    ToSpan,
    civil::{Date, date},
};

const END: Date = date(2028, 3, 2);
const BEGIN: Date = date(2025, 3, 3);

pub fn facts(day: Date) -> Facts {
    let technical_now = "2030-05-05T09:00:00Z".parse().unwrap();
    Facts { now: london_midnight(day) + 12.hours(), technical_now, actor: Actor::system("notification") }
}

pub fn plan(major: u16, counts_to: Date) -> Plan {
    let about = About::Request("DARS-NIC-900101-K4T7Q".parse().unwrap());
    let track = Track { about, ladder: Ladder::AgreementExpiry, item: None };
    Plan { track, edition: Edition::Version(DocumentVersion { major, minor: 0 }), counts_to, until: None }
}

fn end(major: u16, reason: EndReason) -> Command {
    Command::End { edition: Some(Edition::Version(DocumentVersion { major, minor: 0 })), reason }
}

fn after(state: &State, command: Command, day: Date) -> State {
    let events = decide(state, command, &facts(day)).unwrap();
    events.iter().fold(state.clone(), |state, event| evolve(state, event).unwrap())
}

fn running() -> State {
    after(&State::Absent, Command::Plan(plan(1, END)), BEGIN)
}

fn rungs(events: &[Event]) -> Vec<i32> {
    events
        .iter()
        .filter_map(|event| match event {
            Event::RungReached(rung) => Some(rung.days_before),
            Event::LadderPlanned { .. } | Event::LadderEnded { .. } | Event::LadderForestalled { .. } => None,
        })
        .collect()
}

#[test]
fn each_rung_is_reached_once_on_its_day() {
    let mut state = running();
    let mut seen = Vec::new();
    while let Some(day) = next_due(&state) {
        assert_eq!(decide(&state, Command::DatesPassed, &facts(day.yesterday().unwrap())), Ok(vec![]));
        seen.extend(rungs(&decide(&state, Command::DatesPassed, &facts(day)).unwrap()));
        state = after(&state, Command::DatesPassed, day);
        assert_eq!(decide(&state, Command::DatesPassed, &facts(day)), Ok(vec![]));
    }
    assert_eq!(seen, [180, 90, 60, 30, 14, 7, 1, 0]);
}

#[test]
fn a_clock_that_jumped_reaches_every_rung_in_order() {
    let events = decide(&running(), Command::DatesPassed, &facts(date(2028, 2, 20))).unwrap();
    assert_eq!(rungs(&events), [180, 90, 60, 30, 14]);
}

#[test]
fn rungs_that_passed_before_planning_are_never_mailed() {
    let late = after(&State::Absent, Command::Plan(plan(1, END)), date(2028, 2, 20));
    assert_eq!(rungs(&decide(&late, Command::DatesPassed, &facts(END)).unwrap()), [7, 1, 0]);
}

#[test]
fn planning_the_same_again_changes_nothing() {
    assert_eq!(decide(&running(), Command::Plan(plan(1, END)), &facts(BEGIN)), Ok(vec![]));
    let ended = after(&running(), end(1, EndReason::Ended), date(2028, 3, 3));
    assert_eq!(decide(&ended, Command::Plan(plan(1, END)), &facts(BEGIN)), Ok(vec![]));
}

#[test]
fn the_same_version_told_with_another_date_counts_to_the_later_told_one() {
    let later = date(2028, 6, 1);
    let events = decide(&running(), Command::Plan(plan(1, later)), &facts(BEGIN)).unwrap();
    assert_eq!(events.iter().map(Event::name).collect::<Vec<_>>(), ["ladder_ended", "ladder_planned"]);
    let moved = after(&running(), Command::Plan(plan(1, later)), BEGIN);
    assert_eq!(next_due(&moved), Some(date(2027, 12, 4)));
    for reason in [EndReason::Ended, EndReason::Settled, EndReason::Superseded] {
        let ended = after(&running(), end(1, reason), date(2027, 1, 1));
        let again = after(&ended, Command::Plan(plan(1, later)), date(2027, 1, 2));
        assert_eq!(next_due(&again), Some(date(2027, 12, 4)), "{reason:?}");
    }
}

#[test]
fn a_plan_for_another_thing_is_refused() {
    let mut other = plan(1, END);
    other.track.ladder = Ladder::SdeEnd;
    assert_eq!(decide(&running(), Command::Plan(other), &facts(BEGIN)), Err(Refusal::PlannedOtherwise));
}

#[test]
fn access_that_ended_and_began_again_under_the_same_version_is_reminded_of_again() {
    let mut planned = plan(1, END);
    planned.track.ladder = Ladder::SdeEnd;
    let begun = after(&State::Absent, Command::Plan(planned.clone()), BEGIN);
    let reached = after(&begun, Command::DatesPassed, date(2028, 2, 1));
    let ended = after(&reached, end(1, EndReason::Settled), date(2028, 2, 2));
    let again = after(&ended, Command::Plan(planned.clone()), date(2028, 2, 3));
    assert_eq!(rungs(&decide(&again, Command::DatesPassed, &facts(END)).unwrap()), [7, 0], "none twice");
    let over = after(&again, end(1, EndReason::Ended), END.tomorrow().unwrap());
    assert_eq!(decide(&over, Command::Plan(planned), &facts(END)), Ok(vec![]), "what has come is not counted to again");
}

#[test]
fn a_newer_version_takes_the_ladder_over_and_an_older_one_does_not() {
    let later = date(2031, 3, 2);
    let events = decide(&running(), Command::Plan(plan(2, later)), &facts(BEGIN)).unwrap();
    let names: Vec<_> = events.iter().map(Event::name).collect();
    assert_eq!(names, ["ladder_ended", "ladder_planned"]);
    let renewed = after(&running(), Command::Plan(plan(2, later)), BEGIN);
    assert_eq!(next_due(&renewed), Some(date(2030, 9, 3)));
    assert_eq!(decide(&renewed, Command::Plan(plan(1, END)), &facts(BEGIN)), Ok(vec![]));
    assert_eq!(decide(&renewed, end(1, EndReason::Ended), &facts(END)), Ok(vec![]));
}

#[test]
fn a_rung_reached_today_is_not_reached_again_by_a_version_that_counts_to_the_same_date() {
    let day = date(2028, 2, 24);
    let reached = after(&running(), Command::DatesPassed, day);
    let amended = after(&reached, Command::Plan(plan(2, END)), day);
    assert_eq!(rungs(&decide(&amended, Command::DatesPassed, &facts(END)).unwrap()), [1, 0]);
}

#[test]
fn an_end_that_is_heard_before_the_sweep_ran_loses_no_rung() {
    let events = decide(&running(), end(1, EndReason::Ended), &facts(END.tomorrow().unwrap())).unwrap();
    assert_eq!(rungs(&events), [180, 90, 60, 30, 14, 7, 1, 0]);
    assert_eq!(events.last().map(Event::name), Some("ladder_ended"));
    let superseded = decide(&running(), end(1, EndReason::Superseded), &facts(END)).unwrap();
    assert_eq!(rungs(&superseded), [0; 0]);
    let ended = after(&running(), end(1, EndReason::Ended), END);
    assert_eq!(next_due(&ended), None);
    assert_eq!(decide(&ended, Command::DatesPassed, &facts(END)), Ok(vec![]));
}

#[test]
fn people_and_machines_plan_no_reminders() {
    for kind in [ActorKind::Person, ActorKind::Machine, ActorKind::Public] {
        let mut facts = facts(BEGIN);
        facts.actor.kind = kind;
        assert_eq!(decide(&State::Absent, Command::DatesPassed, &facts), Err(Refusal::SystemOnly));
    }
}

#[test]
fn what_was_stored_before_there_were_other_ladders_still_reads() {
    let old = r#"{"type":"ladder_planned","plan":{"about":"DARS-NIC-900101-K4T7Q","ladder":"agreement-expiry",
        "version":"v1.0","counts_to":"2028-03-02"},"rungs":[]}"#;
    let planned = Event::LadderPlanned { plan: plan(1, END), rungs: Vec::new() };
    assert_eq!(serde_json::from_str::<Event>(old).unwrap(), planned);
    let old = r#"{"type":"rung_reached","about":"DARS-NIC-900101-K4T7Q","ladder":"agreement-expiry","version":"v1.0",
        "counts_to":"2028-03-02","days_before":30}"#;
    assert_eq!(rungs(&[serde_json::from_str(old).unwrap()]), [30]);
}
