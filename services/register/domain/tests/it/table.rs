//! Every state, every command, everyone who may ask.

use dars_register_domain::entry::{Command, Entry, Event, Facts, News, Refusal, State, decide, evolve};
use dars_tables::{Outcome, Table};
use dars_vocabulary::{Actor, ActorKind, Refuse as _, Sealed, StaffRole};

use super::world::*;

fn states() -> Vec<(&'static str, State)> {
    let redacted = Entry { document: Sealed::Redacted("00".repeat(32)), ..entry_of(document()) };
    let emptied = after(&State::Absent, Command::ReceiveVersion(redacted), &system(TODAY));
    let late = END.tomorrow().unwrap();
    let both_pending =
        after(&after(&pending(), receive_amended(), &system(AMENDED)), amended_in_force(), &system(AMENDED));
    vec![
        ("ABSENT", State::Absent),
        ("AWAITED (in force)", after(&State::Absent, in_force(), &system(TODAY))),
        ("AWAITED (released)", after(&State::Absent, hear(FIRST, News::Released(release(1, TODAY))), &system(TODAY))),
        ("HELD", after(&State::Absent, receive(), &system(TODAY))),
        ("PENDING", pending()),
        ("PENDING (suspended)", after(&pending(), hear(FIRST, News::Suspended), &system(TODAY))),
        ("PENDING (ended)", after(&pending(), ended(), &system(late))),
        ("PENDING (redacted)", after(&emptied, in_force(), &system(TODAY))),
        ("PENDING, v1.1 PENDING", both_pending),
        ("PUBLISHED", published()),
        ("PUBLISHED (terminated)", after(&published(), terminated(TODAY), &system(TODAY))),
        ("PUBLISHED, v1.1 PENDING", amended_pending()),
        ("PUBLISHED, v1.1 PUBLISHED", after(&amended_pending(), publish(), &publisher(AMENDED))),
    ]
}

fn commands() -> Vec<(&'static str, Command)> {
    vec![
        ("ReceiveVersion v1.0", receive()),
        ("ReceiveVersion v1.1", receive_amended()),
        ("Hear v1.0 InForce", in_force()),
        ("Hear v1.1 InForce", amended_in_force()),
        ("Hear v1.0 Ended (expired)", ended()),
        ("Hear v1.0 Ended (terminated)", terminated(TODAY)),
        ("Hear v1.0 Superseded", hear(FIRST, News::Superseded { by: SECOND })),
        ("Hear v1.0 Suspended", hear(FIRST, News::Suspended)),
        ("Hear v1.0 Reinstated", hear(FIRST, News::Reinstated)),
        ("Hear v1.0 Closed", hear(FIRST, News::Closed { closed_on: END })),
        ("Hear v1.0 Released", hear(FIRST, News::Released(release(1, TODAY)))),
        ("Publish", publish()),
        ("Publish v1.0", Command::Publish { version: Some(FIRST), no_personal_names: true }),
        ("Publish v1.1", Command::Publish { version: Some(SECOND), no_personal_names: true }),
        ("Publish (not ticked)", Command::Publish { version: None, no_personal_names: false }),
    ]
}

fn askers() -> Vec<(&'static str, Actor)> {
    use StaffRole::{
        Approver, Auditor, BodySignatory, CaseOfficer, DataProduction, Expert, IncidentLead, Operator, RecordsOfficer,
        RegisterPublisher, Secretariat, SecurityReviewer, TeamManager, TriageOfficer,
    };
    vec![
        ("the public", Actor::public()),
        ("the system", Actor::system("register")),
        ("a publisher's machine", Actor { kind: ActorKind::Machine, ..staff(&[RegisterPublisher]) }),
        ("somebody signed in", staff(&[])),
        ("publisher", staff(&[RegisterPublisher])),
        ("triage officer", staff(&[TriageOfficer])),
        ("expert", staff(&[Expert])),
        ("case officer", staff(&[CaseOfficer])),
        ("team manager", staff(&[TeamManager])),
        ("secretariat", staff(&[Secretariat])),
        ("data production", staff(&[DataProduction])),
        ("security reviewer", staff(&[SecurityReviewer])),
        ("approver", staff(&[Approver])),
        ("body signatory", staff(&[BodySignatory])),
        ("auditor", staff(&[Auditor])),
        ("incident lead", staff(&[IncidentLead])),
        ("records officer", staff(&[RecordsOfficer])),
        ("operator", staff(&[Operator])),
    ]
}

fn stages(state: &State) -> String {
    let named: Vec<String> = state.versions().map(|(version, stage)| format!("{version} {}", stage.name())).collect();
    if named.is_empty() { "ABSENT".to_owned() } else { named.join(", ") }
}

fn outcome(state: &State, command: Command, facts: &Facts) -> Outcome {
    match decide(state, command, facts) {
        Err(refusal) => Outcome::Refused(Refusal::code(&refusal)),
        Ok(events) if events.is_empty() => Outcome::Nothing,
        Ok(events) => {
            let into = events.iter().fold(state.clone(), |state, event| evolve(state, event).unwrap());
            Outcome::Done { events: events.iter().map(Event::name).collect(), into: stages(&into) }
        }
    }
}

#[test]
fn the_table_of_entries_is_as_committed() {
    let mut table = Table::of("entry");
    for (command_name, command) in commands() {
        for (state_name, state) in states() {
            for (who, actor) in askers() {
                let facts = facts(actor, END);
                table.cell(state_name, command_name, who, outcome(&state, command.clone(), &facts));
            }
        }
    }
    table.keep(env!("CARGO_MANIFEST_DIR"), "tables/entry.md");
}
