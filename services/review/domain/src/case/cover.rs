//! Who works on a case for its officer, who is away. Four eyes count them as one of its officers from then on.

use dars_vocabulary::PersonId;

use super::{Event, Facts, Refusal, State};

/// Refuses everyone but the officer who has the case, and who covers for them today.
pub(super) fn their_case(officer: PersonId, facts: &Facts) -> Result<(), Refusal> {
    if acts_for(officer, facts) { Ok(()) } else { Err(Refusal::NotTheCaseOfficer) }
}

/// Whether the caller is this officer, or covers for them.
pub(super) fn acts_for(officer: PersonId, facts: &Facts) -> bool {
    officer == facts.actor.id || facts.covers.contains(&officer)
}

/// The same events, after the one that says who covers, where it is the first time that they do.
pub(super) fn noted(state: &State, facts: &Facts, events: Vec<Event>) -> Vec<Event> {
    let Some((case, officer)) = state.case().zip(state.officer()) else { return events };
    let by = facts.actor.id;
    if events.is_empty() || officer == by || !facts.covers.contains(&officer) || case.officers.contains(&by) {
        return events;
    }
    let covered = Event::CaseCovered { nic: case.nic.clone(), officer, by };
    [covered].into_iter().chain(events).collect()
}
