use dars_contracts_domain::framework_contract::{Command, State, Successor, decide, evolve};
use dars_messages::facts::contracts::Side;
use dars_tables::{Outcome, Table};
use dars_vocabulary::Refuse as _;
use jiff::civil::date;

use crate::papers::*;

fn states() -> Vec<(&'static str, State)> {
    let later = date(2026, 4, 1);
    let soon = date(2026, 5, 1);
    let successor = Successor { contract: NEWER.parse().unwrap(), from: TODAY };
    let active = signed(FROM, TO, TODAY);
    vec![
        ("ABSENT", State::Absent),
        ("REQUESTED", requested()),
        ("DRAFT", drafted(FROM, TO)),
        ("ISSUED", issued(FROM, TO)),
        ("PART_SIGNED by the organisation", after(&issued(FROM, TO), sign(Side::Organisation), everywhere(), TODAY)),
        ("PART_SIGNED by the body", after(&issued(FROM, TO), sign(Side::Body), everywhere(), TODAY)),
        ("SIGNED, not begun", signed(later, TO, TODAY)),
        ("ACTIVE", active.clone()),
        ("ACTIVE, expiring told", signed(FROM, soon, TODAY)),
        ("ACTIVE, its last day passed", {
            let term = terms_of(CONTRACT, FROM, TODAY.yesterday().unwrap());
            let ended = after(&State::Absent, Command::Record(term), system(), FROM);
            assert_eq!(ended.name(), "ACTIVE");
            ended
        }),
        ("ENDED, superseded", after(&active, Command::Succeed(Some(successor)), system(), TODAY)),
        ("ENDED, terminated", after(&active, terminate(), officer(), TODAY)),
    ]
}

fn commands(state: &State) -> Vec<(&'static str, Command)> {
    let successor = Successor { contract: NEWER.parse().unwrap(), from: TODAY };
    vec![
        ("Record", Command::Record(terms())),
        ("Request", ask()),
        ("Draft", draft(FROM, TO)),
        ("Issue", issue(state)),
        ("Sign for the organisation", sign(Side::Organisation)),
        ("Sign for the body", sign(Side::Body)),
        ("Terminate", terminate()),
        ("Succeed", Command::Succeed(Some(successor))),
        ("DatesPassed", Command::DatesPassed),
    ]
}

#[test]
fn the_table_of_framework_contract_is_as_committed() {
    let mut table = Table::of("framework_contract");
    for (name, state) in states() {
        for (what, command) in commands(&state) {
            for (who, actor) in askers() {
                let outcome = match decide(&state, command.clone(), &framework_facts(actor, TODAY)) {
                    Err(refusal) => Outcome::Refused(refusal.code()),
                    Ok(events) if events.is_empty() => Outcome::Nothing,
                    Ok(events) => {
                        let into = events.iter().fold(state.clone(), |state, event| evolve(state, event).unwrap());
                        let events = events.iter().map(dars_contracts_domain::framework_contract::Event::name);
                        Outcome::Done { events: events.collect(), into: into.name().to_owned() }
                    }
                };
                table.cell(name, what, who, outcome);
            }
        }
    }
    table.keep(env!("CARGO_MANIFEST_DIR"), "tables/framework_contract.md");
}
