use dars_intake_domain::{
    Membership,
    attachment::{Command, Event, Facts, State, decide, evolve, may_read, permitted, permitted_on},
};
use dars_tables::{Outcome, Table};
use dars_vocabulary::{Actor, MembershipRole, StaffRole};
use jiff::civil::date;
use serde_json::{Value, json};

use super::outcome;
use crate::{
    application,
    attachment::{add, explain, explain_text, hand_in, harmful, of, passed, standing},
    people::{machine, membership, person, signed_in, system, wychmoor},
};

fn everyone() -> Vec<(&'static str, Actor, Vec<Membership>)> {
    use MembershipRole::{Collaborator, Lead, Signatory};
    let of_northmere = |role| vec![Membership { until: None, ..membership(role) }];
    let elsewhere = vec![Membership { organisation: wychmoor(), ..membership(Lead) }];
    let ended = vec![Membership { until: Some(date(2026, 11, 19)), ..membership(Lead) }];
    vec![
        ("the public", Actor::public(), Vec::new()),
        ("its lead's machine", machine("ada", &[]), of_northmere(Lead)),
        ("the system", system(), Vec::new()),
        ("a stranger", signed_in("eve", &[]), Vec::new()),
        ("a lead of another organisation", signed_in("wen", &[]), elsewhere),
        ("its lead", signed_in("ada", &[]), of_northmere(Lead)),
        ("a collaborator of it", signed_in("cleo", &[]), of_northmere(Collaborator)),
        ("its lead whose role has ended", signed_in("ada", &[]), ended),
        ("another collaborator of its organisation", signed_in("dot", &[]), of_northmere(Collaborator)),
        ("its organisation's signatory", signed_in("sam", &[]), of_northmere(Signatory)),
        ("a case officer", signed_in("olu", &[StaffRole::CaseOfficer]), Vec::new()),
        ("an operator", signed_in("op", &[StaffRole::Operator]), Vec::new()),
    ]
}

fn commands() -> Vec<(&'static str, Command)> {
    vec![
        ("Add", add("another")),
        ("Add (the same)", add("first")),
        ("Remove", Command::Remove { number: 1 }),
        ("ExplainFile", explain(1)),
        ("ExplainText", explain_text("943 476 5919")),
        ("ExplainText (no number)", explain_text("None")),
        ("NoteScan (passed)", passed("first")),
        ("NoteScan (harmful)", harmful("first")),
        ("NoteSubmitted", hand_in(&[])),
        ("NoteSubmitted (a number in a text)", hand_in(&["943 476 5919"])),
    ]
}

/// The same application, on which Cleo works too.
fn with_cleo(state: dars_intake_domain::application::State) -> dars_intake_domain::application::State {
    let mut written = serde_json::to_value(state).unwrap();
    name_cleo(&mut written);
    serde_json::from_value(written).unwrap()
}

fn name_cleo(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                if name == "collaborators" {
                    *member = json!([person("cleo")]);
                } else {
                    name_cleo(member);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(name_cleo),
        _ => {}
    }
}

/// The states of the folder, in each of which the application stands as it may.
fn states() -> Vec<(String, State, Facts)> {
    let mut states = Vec::new();
    for (name, folder) in standing() {
        for state in application::every_state().into_iter().map(with_cleo) {
            let name = format!("{name}, {}", state.name());
            states.push((name, folder.clone(), of(state, system(), Vec::new())));
        }
    }
    states
}

/// Every state of the application with one folder, and every folder with an application that is written or handed in.
fn in_the_table() -> Vec<(String, State, Facts)> {
    let shown = |name: &str| name.starts_with("waiting,") || name.ends_with(", DRAFT") || name.ends_with(", SUBMITTED");
    states().into_iter().filter(|(name, ..)| shown(name)).collect()
}

fn asked_by(facts: &Facts, actor: Actor, memberships: Vec<Membership>) -> Facts {
    of(facts.application.clone(), actor, memberships)
}

#[test]
fn the_table_of_attachments_is_as_committed() {
    let mut table = Table::of("attachments");
    for (command_name, command) in commands() {
        let told_by_system = command_name.starts_with("Note");
        for (state_name, state, facts) in in_the_table() {
            // What is told asks nothing of the application.
            if told_by_system && !state_name.ends_with(", DRAFT") {
                continue;
            }
            for (who, actor, memberships) in everyone() {
                let facts = asked_by(&facts, actor, memberships);
                let decided = decide(&state, command.clone(), &facts);
                table.cell(&state_name, command_name, who, outcome(&state, decided, evolve, Event::name, State::name));
            }
        }
    }
    for (state_name, state, facts) in in_the_table() {
        for (who, actor, memberships) in everyone() {
            let facts = asked_by(&facts, actor, memberships);
            let read = match may_read(&state, 1, &facts) {
                Ok(_) => Outcome::Nothing,
                Err(refusal) => Outcome::Refused(crate::people::code_of(&refusal)),
            };
            table.cell(&state_name, "read-attachment-chunk", who, read);
        }
    }
    table.keep(env!("CARGO_MANIFEST_DIR"), "tables/attachments.md");
}

#[test]
fn what_is_permitted_is_what_decide_accepts() {
    for (state_name, state, facts) in states() {
        for (who, actor, memberships) in everyone() {
            let facts = asked_by(&facts, actor, memberships);
            let accepted = |command: Command| decide(&state, command, &facts).is_ok();
            let all = permitted(&state, &facts);
            let one = permitted_on(&state, 1, &facts);
            for (action, listed, accepted) in [
                ("begin-attachment", &all, accepted(add("another"))),
                ("explain-finding", &all, accepted(explain_text("943 476 5919"))),
                ("remove-attachment", &one, accepted(Command::Remove { number: 1 })),
                ("explain-finding", &one, accepted(explain(1))),
                ("read-attachment-chunk", &one, may_read(&state, 1, &facts).is_ok()),
            ] {
                assert_eq!(listed.contains(&action), accepted, "{action} in {state_name} by {who}");
            }
        }
    }
}
