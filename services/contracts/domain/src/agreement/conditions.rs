//! Special conditions (domain.md §8, standard 6): an officer accepts that one is met.

use dars_messages::facts::contracts::ConditionDue;
use dars_vocabulary::{Sealed, StaffRole, london_date};
use jiff::civil::Date;

use super::{
    About, Current, Event, Facts, Met, Refusal, Stage, State,
    text::{LINE, filled},
};

pub(super) fn meet(state: &State, number: u32, evidence: String, facts: &Facts) -> Result<Event, Refusal> {
    if !facts.actor.is_staff(StaffRole::CaseOfficer) {
        return Err(Refusal::CaseOfficerNeeded);
    }
    let current = state.current().filter(|current| current.stage == Stage::InForce).ok_or(Refusal::NotInForce)?;
    let issued = &current.signed.issued;
    if issued.holders().iter().chain([&issued.organisation]).any(|party| facts.organisations().contains(party)) {
        return Err(Refusal::OwnOrganisation);
    }
    if issued.conditions.iter().all(|condition| condition.number != number) {
        return Err(Refusal::ConditionNotFound);
    }
    if current.met.iter().any(|met| met.number == number) {
        return Err(Refusal::ConditionMetAlready);
    }
    let evidence = Sealed::Open(filled(evidence, "/evidence", LINE)?);
    let met = Met { number, by: facts.actor.id, on: london_date(facts.now), evidence };
    Ok(Event::ConditionMet { about: About::of(issued), met })
}

/// The conditions of the version in force that have a date and are not met.
pub fn open_conditions(current: &Current) -> Vec<ConditionDue> {
    let mut open = current.signed.issued.conditions_due();
    open.retain(|condition| current.met.iter().all(|met| met.number != condition.number));
    open
}

/// Those whose day has passed by `day`: they hold releases (V40).
pub fn overdue_conditions(state: &State, day: Date) -> Vec<ConditionDue> {
    let mut overdue = state.current().map(open_conditions).unwrap_or_default();
    overdue.retain(|condition| condition.due < day);
    overdue
}
