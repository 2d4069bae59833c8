//! An incomplete application goes back.

use std::collections::BTreeSet;

use dars_messages::facts::review::ReturnReason;
use dars_vocabulary::{Sealed, content::SectionName};

use super::{
    Event, Facts, Refusal, State,
    completeness::unless_checked,
    cover::their_case,
    decide::{for_case_officer, today},
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
    let sections: BTreeSet<SectionName> = reasons.iter().map(|reason| reason.section).collect();
    let checked = unless_checked(case, false, sections.clone(), facts);
    let returned = Event::ApplicationReturned {
        nic: case.nic.clone(),
        version: case.version,
        returned_on: today(facts),
        by: facts.actor.id,
        sections,
        reasons: Sealed::Open(reasons),
    };
    Ok(checked.into_iter().chain([returned]).collect())
}
