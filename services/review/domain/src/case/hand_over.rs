//! A case goes from one officer to another.

use dars_vocabulary::{Actor, PersonId, Sealed, StaffRole};

use super::{
    Event, Facts, Refusal, State,
    decide::{no_own_organisation, visible},
    precedent_route::not_a_maker,
    words::long,
};
use crate::rules::person::person_needed;

/// Whether `actor` hands cases over at all.
pub fn may_hand_over(actor: &Actor) -> Result<(), Refusal> {
    person_needed(actor)?;
    if actor.is_staff(StaffRole::TeamManager) { Ok(()) } else { Err(Refusal::RoleNeeded { who: "a team manager" }) }
}

/// A team manager gives a case that has an officer to another one, and says why. Who had it stays one of its officers.
pub(super) fn hand_over(state: &State, to: PersonId, reason: String, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let case = visible(state, facts)?;
    may_hand_over(&facts.actor)?;
    if to == facts.actor.id {
        no_own_organisation(case, facts)?;
    }
    not_a_maker(case, to, facts)?;
    let from = match state {
        State::Absent => return Err(Refusal::Unknown),
        State::InReview { officer: None, .. } => return Err(Refusal::NotAssigned),
        State::InReview { officer: Some(officer), .. }
        | State::ReturnedIncomplete { officer, .. }
        | State::Clarification { officer, .. }
        | State::Assurance { officer, .. }
        | State::PrecedentRoute { officer, .. }
        | State::PagAdvice { officer, .. }
        | State::AgdAdvice { officer, .. }
        | State::Decision { officer, .. } => *officer,
        State::Approved { .. } | State::ApprovedWithConditions { .. } | State::Refused { .. } => {
            return Err(Refusal::AlreadyDecided);
        }
        State::Withdrawn { .. } | State::Lapsed { .. } => return Err(Refusal::Over),
    };
    long("/reason", &reason)?;
    if from == to {
        return Ok(Vec::new());
    }
    let (nic, by) = (case.nic.clone(), facts.actor.id);
    Ok(vec![Event::CaseHandedOver { nic, from, officer: to, by, reason: Sealed::Open(reason) }])
}
