use dars_intake_domain::dataset::{Command, Event, Facts, State, decide, evolve};
use dars_tables::Table;
use dars_vocabulary::{Actor, DataSetEntry, DataSetTraits, StaffRole};

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

fn entry(name: &str) -> Box<DataSetEntry> {
    Box::new(DataSetEntry::of(name.to_owned(), "Hospital activity.".to_owned(), DataSetTraits::default()))
}

fn load(name: &str, edition: u32) -> Command {
    Command::Load { dataset: "hes-apc".to_owned(), entry: entry(name), edition }
}

fn save(name: &str) -> Command {
    Command::Save { dataset: "hes-apc".to_owned(), entry: entry(name) }
}

#[test]
fn the_table_of_dataset_is_as_committed() {
    let by = |actor| Facts { now: now(), technical_now: now(), actor };
    let producer = || signed_in("pat", &[StaffRole::DataProduction]);
    let first = |command, actor| {
        let events = decide(&State::Absent, command, &by(actor)).unwrap();
        events.iter().fold(State::Absent, |state, event| evolve(state, event).unwrap())
    };
    let states = [
        ("ABSENT", State::Absent),
        ("REGISTERED", first(register("HES"), system())),
        ("LISTED from edition 1", first(load("HES", 1), system())),
        ("LISTED by a person", first(save("HES"), producer())),
    ];
    let mut table = Table::of("dataset");
    for (command_name, command) in [
        ("Register", register("HES")),
        ("Register (another name)", register("Other")),
        ("Load", load("HES", 1)),
        ("Load (another name)", load("Other", 1)),
        ("Load (another name, the next edition)", load("Other", 2)),
        ("Save", save("HES")),
        ("Save (another name)", save("Other")),
    ] {
        for (state_name, state) in &states {
            for (who, actor) in [
                ("the public", Actor::public()),
                ("a machine", machine("client", &[])),
                ("the system", system()),
                ("a stranger", signed_in("eve", &[])),
                ("a case officer", signed_in("olu", &[StaffRole::CaseOfficer])),
                ("an operator", signed_in("op", &[StaffRole::Operator])),
                ("data production", producer()),
            ] {
                let decided = decide(state, command.clone(), &by(actor));
                table.cell(state_name, command_name, who, outcome(state, decided, evolve, Event::name, State::name));
            }
        }
    }
    table.keep(env!("CARGO_MANIFEST_DIR"), "tables/dataset.md");
}
