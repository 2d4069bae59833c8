//! Who gets a case.

use dars_vocabulary::{PersonId, StaffRole};

use super::{
    Event, Facts, Refusal, State,
    decide::{no_own_organisation, visible},
    precedent_route::not_a_maker,
};

/// A case officer takes an unassigned case; a team manager assigns and hands over.
pub(super) fn assign(state: &State, officer: PersonId, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let case = visible(state, facts)?;
    let manages = facts.actor.is_staff(StaffRole::TeamManager);
    if !manages && !facts.actor.is_staff(StaffRole::CaseOfficer) {
        return Err(Refusal::RoleNeeded { who: "a case officer or a team manager" });
    }
    let takes = officer == facts.actor.id;
    if !manages && !takes {
        return Err(Refusal::TeamManagerNeeded);
    }
    if takes {
        no_own_organisation(case, facts)?;
    }
    not_a_maker(case, officer, facts)?;
    let held_by = match state {
        State::Absent => return Err(Refusal::Unknown),
        State::InReview { officer, .. } => *officer,
        State::ReturnedIncomplete { officer, .. }
        | State::Clarification { officer, .. }
        | State::Assurance { officer, .. }
        | State::PrecedentRoute { officer, .. }
        | State::PagAdvice { officer, .. }
        | State::AgdAdvice { officer, .. }
        | State::Decision { officer, .. } => Some(*officer),
        State::Approved { .. } | State::ApprovedWithConditions { .. } | State::Refused { .. } => {
            return Err(Refusal::AlreadyDecided);
        }
        State::Withdrawn { .. } | State::Lapsed { .. } => return Err(Refusal::Over),
    };
    match held_by {
        Some(holder) if holder == officer => Ok(Vec::new()),
        Some(_) if !manages => Err(Refusal::AlreadyAssigned),
        Some(_) | None => Ok(vec![Event::CaseAssigned { nic: case.nic.clone(), officer, by: facts.actor.id }]),
    }
}
