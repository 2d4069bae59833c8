//! An incomplete application goes back.

use dars_messages::facts::review::ReturnReason;
use dars_vocabulary::Sealed;

use super::{
    Event, Facts, Refusal, State,
    decide::{for_case_officer, their_case, today},
    words::{short, some},
};

/// Its case officer sends it back while it is being read for completeness, and says why, section by section.
pub(super) fn send_back(state: &State, reasons: Vec<ReturnReason>, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let case = for_case_officer(state, facts)?;
    match state {
        State::Absent => return Err(Refusal::Unknown),
        State::InReview { officer: None, .. } => return Err(Refusal::NotAssigned),
        State::InReview { officer: Some(officer), .. } => their_case(*officer, facts)?,
        State::ReturnedIncomplete { .. } => return Err(Refusal::SentBack),
        State::Clarification { .. } => return Err(Refusal::InClarification),
        State::Assurance { .. }
        | State::PrecedentRoute { .. }
        | State::PagAdvice { .. }
        | State::AgdAdvice { .. }
        | State::Decision { .. } => return Err(Refusal::AlreadyAssessed),
        State::Approved { .. } | State::ApprovedWithConditions { .. } | State::Refused { .. } => {
            return Err(Refusal::AlreadyDecided);
        }
        State::Withdrawn { .. } | State::Lapsed { .. } => return Err(Refusal::Over),
    }
    some("/reasons", reasons.len())?;
    for (at, reason) in reasons.iter().enumerate() {
        short(&format!("/reasons/{at}/text"), &reason.text)?;
    }
    Ok(vec![Event::ApplicationReturned {
        nic: case.nic.clone(),
        version: case.version,
        returned_on: today(facts),
        by: facts.actor.id,
        sections: reasons.iter().map(|reason| reason.section).collect(),
        reasons: Sealed::Open(reasons),
    }])
}
