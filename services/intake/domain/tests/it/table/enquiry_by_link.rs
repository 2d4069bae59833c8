//! What the enquirer may do by their secret link, or by mail, without a sign-in: both sides of the thread's commands and
//! nothing else.

use dars_intake_domain::enquiry::{Event, Facts, State, decide, evolve};
use dars_tables::Table;
use dars_vocabulary::Actor;

use super::{
    enquiry::{commands, facts, states},
    outcome,
};

#[test]
fn the_table_of_an_enquiry_by_its_link_is_as_committed() {
    let mut table = Table::of("enquiry");
    for (command_name, command) in commands() {
        for (state_name, state, at) in states() {
            let by_link = Facts { is_enquirer: true, ..facts(Actor::public(), at) };
            let decided = decide(&state, command.clone(), &by_link);
            let cell = outcome(&state, decided, evolve, Event::name, State::name);
            table.cell(state_name, command_name, "who holds the link", cell);
        }
    }
    table.keep(env!("CARGO_MANIFEST_DIR"), "tables/enquiry_by_link.md");
}
