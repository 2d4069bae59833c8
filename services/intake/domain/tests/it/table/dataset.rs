use dars_intake_domain::dataset::{Command, Event, Facts, State, decide, evolve};
use dars_tables::Table;
use dars_vocabulary::{Actor, DataSetTraits, StaffRole};

use super::outcome;
use crate::people::{machine, now, signed_in, system};

fn register(name: &str) -> Command {
    Command::Register {
        dataset: "hes-apc".to_owned(),
        name: name.to_owned(),
        scope: "Hospital activity.".to_owned(),
        traits: DataSetTraits::default(),
    }
}

#[test]
fn the_table_of_dataset_is_as_committed() {
    let by = |actor| Facts { now: now(), technical_now: now(), actor };
    let events = decide(&State::Absent, register("HES"), &by(system())).unwrap();
    let registered = events.iter().fold(State::Absent, |state, event| evolve(state, event).unwrap());
    let mut table = Table::of("dataset");
    for (command_name, command) in [("Register", register("HES")), ("Register (another name)", register("Other"))] {
        for (state_name, state) in [("ABSENT", &State::Absent), ("REGISTERED", &registered)] {
            for (who, actor) in [
                ("the public", Actor::public()),
                ("a machine", machine("client", &[])),
                ("the system", system()),
                ("a stranger", signed_in("eve", &[])),
                ("a case officer", signed_in("olu", &[StaffRole::CaseOfficer])),
                ("an operator", signed_in("op", &[StaffRole::Operator])),
            ] {
                let decided = decide(state, command.clone(), &by(actor));
                table.cell(state_name, command_name, who, outcome(state, decided, evolve, Event::name, State::name));
            }
        }
    }
    table.keep(env!("CARGO_MANIFEST_DIR"), "tables/dataset.md");
}
