//! Lines of the must-not list (domain.md §3) that concern an entry.

use dars_register_domain::entry::{Refusal, State, decide};
use dars_vocabulary::{Actor, ActorKind, StaffRole};

use super::world::*;

/// "see another organisation's drafts": what is not published yet is not known outside the staff.
#[test]
fn nobody_outside_the_staff_learns_that_an_entry_waits() {
    let stranger = facts(staff(&[]), TODAY);
    assert_eq!(decide(&pending(), publish(), &stranger), Err(Refusal::NotFound));
    assert_eq!(decide(&State::Absent, publish(), &stranger), Err(Refusal::NotFound));
}

/// "act after one's role ended": the role comes with the sign-in, and without it nothing is published.
#[test]
fn who_was_a_publisher_and_is_not_any_more_publishes_nothing() {
    let moved_on = facts(staff(&[StaffRole::CaseOfficer]), TODAY);
    assert_eq!(decide(&pending(), publish(), &moved_on), Err(Refusal::PublisherNeeded));
}

/// "do any of these with a machine's token".
#[test]
fn a_machine_publishes_nothing() {
    let roles = [StaffRole::RegisterPublisher];
    let machine = facts(Actor { kind: ActorKind::Machine, ..staff(&roles) }, TODAY);
    assert_eq!(decide(&pending(), publish(), &machine), Err(Refusal::PersonNeeded));
}
