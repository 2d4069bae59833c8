use dars_contracts_domain::service_agreement::{Command, State, decide, evolve};
use dars_messages::facts::contracts::Side;
use dars_tables::{Outcome, Table};
use dars_vocabulary::Refuse as _;

use crate::papers::*;

fn states() -> Vec<(&'static str, State)> {
    vec![
        ("ABSENT", State::Absent),
        ("QUOTED", service_quoted()),
        ("ORDERED", service_ordered()),
        ("ORDERED, signed by the organisation", {
            then(&service_ordered(), sign_service(Side::Organisation), everywhere(), TODAY)
        }),
        ("ORDERED, signed by the body", then(&service_ordered(), sign_service(Side::Body), everywhere(), TODAY)),
        ("SIGNED", service_signed()),
        ("PROVISIONED", service_provisioned()),
        ("ACTIVE", service_active()),
        ("ENDING", over(&service_active())),
        ("CLOSED", over(&service_quoted())),
    ]
}

fn commands() -> Vec<(&'static str, Command)> {
    vec![
        ("Quote", quote()),
        ("Order", Command::Order),
        ("Sign for the organisation", sign_service(Side::Organisation)),
        ("Sign for the body", sign_service(Side::Body)),
        ("Provision", Command::Provision),
        ("Activate", Command::Activate),
        ("SetUsers", users(&["analyst"])),
        ("DatesPassed", Command::DatesPassed),
        ("DatesPassed, the agreement over", Command::DatesPassed),
    ]
}

#[test]
fn the_table_of_service_agreement_is_as_committed() {
    let mut table = Table::of("service_agreement");
    for (name, state) in states() {
        for (what, command) in commands() {
            for (who, actor) in askers() {
                let facts = if what.ends_with("the agreement over") {
                    after_the_agreement(actor)
                } else {
                    service_facts(actor, TODAY)
                };
                let outcome = match decide(&state, command.clone(), &facts) {
                    Err(refusal) => Outcome::Refused(refusal.code()),
                    Ok(events) if events.is_empty() => Outcome::Nothing,
                    Ok(events) => {
                        let into = events.iter().fold(state.clone(), |state, event| evolve(state, event).unwrap());
                        let events = events.iter().map(dars_contracts_domain::service_agreement::Event::name);
                        Outcome::Done { events: events.collect(), into: into.name().to_owned() }
                    }
                };
                table.cell(name, what, who, outcome);
            }
        }
    }
    table.keep(env!("CARGO_MANIFEST_DIR"), "tables/service_agreement.md");
}
