//! What the case officer found.

use dars_vocabulary::{PersonId, Sealed, StaffRole};

use super::{
    Assessment, Event, Facts, Refusal, State,
    decide::{no_own_organisation, reason_text, visible},
};

/// Only the officer who has the case moves it: into assurance, then before an approver.
pub(super) fn assess(state: &State, assessment: Assessment, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let case = visible(state, facts)?;
    if !facts.actor.is_staff(StaffRole::CaseOfficer) {
        return Err(Refusal::RoleNeeded { who: "a case officer" });
    }
    no_own_organisation(case, facts)?;
    let (nic, by) = (case.nic.clone(), facts.actor.id);
    match assessment {
        Assessment::Ready => match state {
            State::Absent => Err(Refusal::Unknown),
            State::InReview { officer: None, .. } => Err(Refusal::NotAssigned),
            State::InReview { officer: Some(officer), .. } => {
                their_case(*officer, facts)?;
                Ok(vec![Event::CaseFoundReady { nic, by }])
            }
            State::Assurance { .. } | State::Decision { .. } => Err(Refusal::AlreadyAssessed),
            State::Approved { .. } | State::Refused { .. } => Err(Refusal::AlreadyDecided),
        },
        Assessment::NoAdviceNeeded { reason } => match state {
            State::Absent => Err(Refusal::Unknown),
            State::InReview { .. } => Err(Refusal::NotReady),
            State::Assurance { officer, .. } => {
                their_case(*officer, facts)?;
                reason_text("/reason", &reason)?;
                Ok(vec![Event::AdviceFoundUnneeded { nic, by, reason: Sealed::Open(reason) }])
            }
            State::Decision { .. } => Err(Refusal::AlreadyAssessed),
            State::Approved { .. } | State::Refused { .. } => Err(Refusal::AlreadyDecided),
        },
    }
}

fn their_case(officer: PersonId, facts: &Facts) -> Result<(), Refusal> {
    if officer == facts.actor.id { Ok(()) } else { Err(Refusal::NotTheCaseOfficer) }
}
