//! What each command comes to in each state, by whoever asks.

use dars_notification_domain::plan::{
    Command, Edition, EndReason, Ended, Event, Forestalled, Running, State, decide, evolve,
};
use dars_tables::{Outcome, Table};
use dars_vocabulary::{Actor, ActorKind, DocumentVersion, Refuse as _, StaffRole};
use jiff::civil::{Date, date};

use super::plan::{facts, plan};

const BEGIN: Date = date(2025, 3, 3);
const END: Date = date(2028, 3, 2);
/// Three rungs have come.
const TODAY: Date = date(2028, 1, 15);

fn states() -> Vec<(&'static str, State)> {
    let running = |major| {
        let planned = decide(&State::Absent, Command::Plan(plan(major, END)), &facts(BEGIN)).unwrap();
        planned.iter().fold(State::Absent, |state, event| evolve(state, event).unwrap())
    };
    let version = |major| Edition::Version(DocumentVersion { major, minor: 0 });
    let ended = |reason| State::Ended(Ended { plan: plan(2, END), reason, reached: Vec::new() });
    let forestalled = Forestalled { edition: version(2), reached: Vec::new() };
    let climbed = Running { plan: plan(2, END), waiting: Vec::new(), reached: Vec::new() };
    vec![
        ("ABSENT", State::Absent),
        ("FORESTALLED to v2.0", State::Forestalled(forestalled)),
        ("RUNNING v2.0", running(2)),
        ("RUNNING v2.0, at its top", State::Running(climbed)),
        ("ENDED v2.0, it came", ended(EndReason::Ended)),
        ("ENDED v2.0, settled", ended(EndReason::Settled)),
        ("ENDED v2.0, superseded", ended(EndReason::Superseded)),
    ]
}

fn commands() -> Vec<(&'static str, Command)> {
    let version = |major| Edition::Version(DocumentVersion { major, minor: 0 });
    let end = |major: Option<u16>, reason| Command::End { edition: major.map(version), reason };
    let settle = |major| Command::Settle { track: plan(1, END).track, edition: version(major) };
    vec![
        ("Plan an older version", Command::Plan(plan(1, END))),
        ("Plan the same", Command::Plan(plan(2, END))),
        ("Plan the same version to another date", Command::Plan(plan(2, date(2028, 6, 1)))),
        ("Plan a newer version", Command::Plan(plan(3, date(2031, 3, 2)))),
        ("End another version: it came", end(Some(1), EndReason::Ended)),
        ("End this version: it came", end(Some(2), EndReason::Ended)),
        ("End this version: settled", end(Some(2), EndReason::Settled)),
        ("End whichever: settled", end(None, EndReason::Settled)),
        ("End this version: superseded", end(Some(2), EndReason::Superseded)),
        ("Settle an older version", settle(1)),
        ("Settle this version", settle(2)),
        ("Settle a newer version", settle(3)),
        ("DatesPassed", Command::DatesPassed),
    ]
}

fn askers() -> Vec<(&'static str, Actor)> {
    let person = |roles: &[StaffRole]| Actor {
        kind: ActorKind::Person,
        roles: roles.to_vec(),
        signed_in_at: Some(facts(TODAY).technical_now),
        ..Actor::public()
    };
    vec![
        ("the public", Actor::public()),
        ("a machine", Actor { kind: ActorKind::Machine, ..Actor::public() }),
        ("the system", Actor::system("notification")),
        ("someone signed in", person(&[])),
        ("a case officer", person(&[StaffRole::CaseOfficer])),
        ("an operator", person(&[StaffRole::Operator])),
        ("a records officer", person(&[StaffRole::RecordsOfficer])),
    ]
}

#[test]
fn the_table_of_plan_is_as_committed() {
    let mut table = Table::of("plan");
    for (command_name, command) in commands() {
        for (state_name, state) in states() {
            for (who, actor) in askers() {
                let mut facts = facts(TODAY);
                facts.actor = actor;
                let outcome = match decide(&state, command.clone(), &facts) {
                    Err(refusal) => Outcome::Refused(refusal.code()),
                    Ok(events) if events.is_empty() => Outcome::Nothing,
                    Ok(events) => {
                        let into = events.iter().fold(state.clone(), |state, event| evolve(state, event).unwrap());
                        Outcome::Done { events: events.iter().map(Event::name).collect(), into: into.name().to_owned() }
                    }
                };
                table.cell(state_name, command_name, who, outcome);
            }
        }
    }
    table.keep(env!("CARGO_MANIFEST_DIR"), "tables/plan.md");
}
