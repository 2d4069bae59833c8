//! The whole table of absences.

use dars_review_domain::absence::{Event, Facts, State, decide, evolve};
use dars_tables::{Outcome, Table};
use dars_vocabulary::Actor;

use crate::{
    absence::{a_week, after, away, by, call_off},
    people::{ann, later, machine, mia, olu, pat, signed_in},
};

#[test]
fn the_table_of_absences_is_as_committed() {
    let mut table = Table::of("absence");
    let over = after(away(), &[(call_off(1), by(olu()))]);
    for (who, actor) in [
        ("public", Actor::public()),
        ("machine", machine(mia())),
        ("system", Actor::system("intake")),
        ("stranger", signed_in("stranger", &[])),
        ("approver", ann()),
        ("the officer", olu()),
        ("who covers", pat()),
        ("manager", mia()),
    ] {
        for (stage, state, days) in [
            ("ABSENT", State::Absent, 0),
            ("KNOWN, away", away(), 0),
            ("KNOWN, called off", over.clone(), 0),
            ("KNOWN, over", away(), 8),
        ] {
            for (what, command) in [("Record", a_week()), ("CallOff 1", call_off(1))] {
                let facts = Facts { now: later(days), ..by(actor.clone()) };
                let outcome = match decide(&state, command, &facts) {
                    Err(refusal) => Outcome::Refused(crate::people::code_of(&refusal)),
                    Ok(events) => {
                        let into = events.iter().fold(state.clone(), |state, event| evolve(state, event).unwrap());
                        let events = events.iter().map(Event::name).collect();
                        Outcome::Done { events, into: into.name().to_owned() }
                    }
                };
                table.cell(stage, what, who, outcome);
            }
        }
    }
    table.keep(env!("CARGO_MANIFEST_DIR"), "tables/absence.md");
}
