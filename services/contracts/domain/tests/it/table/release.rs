use dars_contracts_domain::{
    release::{Command, Event, State, decide, evolve},
    rules::v40::GateInput,
};
use dars_tables::{Outcome, Table};
use dars_vocabulary::Refuse as _;

use crate::releases::*;

fn states() -> Vec<(&'static str, State)> {
    vec![
        ("ABSENT", State::Absent),
        ("PLANNED", planned()),
        ("QA", checked()),
        ("HELD, not checked", held_unchecked()),
        ("HELD, checked, the agreement suspended", held_checked()),
        ("RELEASED", released()),
        ("ACKNOWLEDGED", acknowledged()),
    ]
}

fn commands() -> Vec<(&'static str, Command, GateInput)> {
    vec![
        ("Plan", plan(), open_gate()),
        ("Check", Command::Check, open_gate()),
        ("Make, all else in order", Command::Make, open_gate()),
        ("Make, the agreement suspended", Command::Make, closed_gate()),
        ("Acknowledge", Command::Acknowledge, open_gate()),
    ]
}

#[test]
fn the_table_of_release_is_as_committed() {
    let mut table = Table::of("release");
    for (name, state) in states() {
        for (what, command, gate) in commands() {
            for (who, actor) in askers() {
                let outcome = match decide(&state, command.clone(), &facts(actor, gate.clone())) {
                    Err(refusal) => Outcome::Refused(refusal.code()),
                    Ok(events) if events.is_empty() => Outcome::Nothing,
                    Ok(events) => {
                        let into = events.iter().fold(state.clone(), |state, event| evolve(state, event).unwrap());
                        let events = events.iter().map(Event::name).collect();
                        Outcome::Done { events, into: into.name().to_owned() }
                    }
                };
                table.cell(name, what, who, outcome);
            }
        }
    }
    table.keep(env!("CARGO_MANIFEST_DIR"), "tables/release.md");
}
