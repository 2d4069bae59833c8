//! What each DARS standard comes to (domain.md §8), by the case officer or the specialist whose standard it is.

use dars_messages::requests::review::StandardOutcome;
use dars_vocabulary::{Sealed, StaffRole};

use super::{
    Case, Event, Facts, Found, LeftOpen, Refusal, State,
    cover::acts_for,
    decide::{no_own_organisation, today, visible},
    event,
    words::long,
};
use crate::rules::{
    specialists::role,
    standards::{Standard, standard_of},
};

/// A standard is assessed while the case is worked on; one that was found met, or not to apply, is found otherwise by a
/// correction alone.
pub(super) fn assess(state: &State, found: Found, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let case = visible(state, facts)?;
    let standard = assessor_of(state, &found.standard, facts)?;
    match case.standard(standard.id).map(|known| known.outcome) {
        Some(StandardOutcome::Met | StandardOutcome::NotApplicable) => return Err(Refusal::StandardAssessed),
        Some(StandardOutcome::NotMet) | None => {}
    }
    long("/note", &found.note)?;
    Ok(vec![Event::StandardAssessed(event::StandardAssessed {
        nic: case.nic.clone(),
        version: case.version,
        standard: standard.id.to_owned(),
        standard_version: standard.version.map(ToOwned::to_owned),
        outcome: found.outcome,
        note: Sealed::Open(found.note),
        by: facts.actor.id,
        on: today(facts),
    })])
}

/// The standard, for whoever may say what it comes to where the case stands.
pub(super) fn assessor_of(state: &State, id: &str, facts: &Facts) -> Result<&'static Standard, Refusal> {
    let case = visible(state, facts)?;
    let standard = standard_of(id);
    let specialist = standard.and_then(|standard| standard.specialist).map(role);
    let is_specialist = specialist.is_some_and(|role| facts.actor.is_staff(role));
    if !facts.actor.is_staff(StaffRole::CaseOfficer) && !is_specialist {
        return Err(Refusal::RoleNeeded { who: "its case officer, or the specialist whose standard it is" });
    }
    no_own_organisation(case, facts)?;
    let standard = standard.ok_or(Refusal::StandardUnknown)?;
    let officer = worked_on(state)?;
    let as_officer = facts.actor.is_staff(StaffRole::CaseOfficer) && acts_for(officer, facts);
    if as_officer || is_specialist { Ok(standard) } else { Err(Refusal::NotTheCaseOfficer) }
}

/// The officer of a case that is being worked on, before it is before an approver.
pub(super) fn worked_on(state: &State) -> Result<dars_vocabulary::PersonId, Refusal> {
    match state {
        State::Absent => Err(Refusal::Unknown),
        State::InReview { officer: None, .. } => Err(Refusal::NotAssigned),
        State::InReview { officer: Some(officer), .. }
        | State::Clarification { officer, .. }
        | State::Assurance { officer, .. }
        | State::PrecedentRoute { officer, .. }
        | State::PagAdvice { officer, .. }
        | State::AgdAdvice { officer, .. } => Ok(*officer),
        State::ReturnedIncomplete { .. } => Err(Refusal::SentBack),
        State::Decision { .. } => Err(Refusal::BeforeApprover),
        State::Approved { .. } | State::ApprovedWithConditions { .. } | State::Refused { .. } => {
            Err(Refusal::AlreadyDecided)
        }
        State::Withdrawn { .. } | State::Lapsed { .. } => Err(Refusal::Over),
    }
}

/// What stands open when a case goes before an approver; without a reason it does not go.
pub(super) fn left_open(case: &Case, reason: Option<String>) -> Result<Option<LeftOpen>, Refusal> {
    let standards = case.open_standards();
    if standards.is_empty() {
        return Ok(None);
    }
    let reason = reason.filter(|reason| !reason.trim().is_empty());
    let reason = reason.ok_or(Refusal::StandardsOpen { standards: standards.clone() })?;
    long("/open_standards", &reason)?;
    let standards = standards.into_iter().map(ToOwned::to_owned).collect();
    Ok(Some(LeftOpen { standards, reason: Sealed::Open(reason) }))
}
