use dars_intake_domain::improvement::{Command, Event, Facts, Improvement, State, decide, evolve};
use dars_tables::Table;
use dars_vocabulary::{Actor, StaffRole};
use jiff::civil::{Date, date};

use super::outcome;
use crate::people::{machine, now, signed_in, system};

fn told(changed_on: Date, changed: &str) -> Command {
    let (heard, changed) = ("People did not know who had their request.".to_owned(), changed.to_owned());
    Command::Publish(Improvement { changed_on, heard, changed })
}

#[test]
fn the_table_of_improvement_is_as_committed() {
    let by = |actor| Facts { now: now(), technical_now: now(), actor };
    let mia = || signed_in("mia", &[StaffRole::TeamManager]);
    let today = date(2026, 11, 20);
    let publish = told(today, "Each request shows who holds the pen.");
    let withdraw = || Command::Withdraw { reason: "It was announced too early.".to_owned() };
    let after = |state: State, command| {
        let events = decide(&state, command, &by(mia())).unwrap();
        events.iter().fold(state, |state, event| evolve(state, event).unwrap())
    };
    let published = after(State::Absent, publish.clone());
    let withdrawn = after(published.clone(), withdraw());
    let mut table = Table::of("improvement");
    for (command_name, command) in [
        ("Publish", publish),
        ("Publish (of tomorrow)", told(date(2026, 11, 21), "Soon.")),
        ("Publish (with an address)", told(today, "Write to ada@northmere.example.")),
        ("Publish (501 characters)", told(today, &"x".repeat(501))),
        ("Withdraw", withdraw()),
        ("Withdraw (without a reason)", Command::Withdraw { reason: " ".to_owned() }),
    ] {
        for (state_name, state) in [("ABSENT", &State::Absent), ("PUBLISHED", &published), ("WITHDRAWN", &withdrawn)] {
            for (who, actor) in [
                ("the public", Actor::public()),
                ("a team manager's machine", machine("mia", &[StaffRole::TeamManager])),
                ("the system", system()),
                ("a stranger", signed_in("eve", &[])),
                ("a case officer", signed_in("olu", &[StaffRole::CaseOfficer])),
                ("a register publisher", signed_in("pam", &[StaffRole::RegisterPublisher])),
                ("a team manager", mia()),
            ] {
                let decided = decide(state, command.clone(), &by(actor));
                table.cell(state_name, command_name, who, outcome(state, decided, evolve, Event::name, State::name));
            }
        }
    }
    table.keep(env!("CARGO_MANIFEST_DIR"), "tables/improvement.md");
}
