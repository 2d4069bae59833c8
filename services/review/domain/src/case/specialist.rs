//! Specialists are asked, and answer. Who answered is an adviser of the case from then on.

use dars_messages::requests::review::{CheckOutcome, Specialism};
use dars_vocabulary::Sealed;

use super::{
    Check, CheckState, Event, Facts, Refusal, State,
    cover::their_case,
    decide::{for_case_officer, no_own_organisation, today, visible},
    event,
    standard::worked_on,
    words::long,
};
use crate::rules::specialists::{role, who};

/// Its officer asks; one question at a time of each kind of specialist.
pub(super) fn request(state: &State, of: Specialism, question: String, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let case = for_case_officer(state, facts)?;
    their_case(worked_on(state)?, facts)?;
    if case.work.checks.iter().any(|check| check.of == of && check.state == CheckState::Open) {
        return Err(Refusal::CheckAsked);
    }
    long("/question", &question)?;
    let last = case.work.checks.iter().map(|check| check.number).max().unwrap_or_default();
    Ok(vec![Event::CheckRequested(event::CheckRequested {
        nic: case.nic.clone(),
        version: case.version,
        number: last.saturating_add(1),
        of,
        question: Sealed::Open(question),
        by: facts.actor.id,
        on: today(facts),
    })])
}

/// A specialist of that kind answers; never who asked.
pub(super) fn answer(
    state: &State,
    number: u32,
    outcome: CheckOutcome,
    note: String,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    let case = visible(state, facts)?;
    let check = may_answer(state, number, facts)?;
    match check.state {
        CheckState::Open => {}
        CheckState::Answered | CheckState::Withdrawn | CheckState::Overtaken => return Err(Refusal::CheckSettled),
    }
    long("/note", &note)?;
    let (nic, by, on) = (case.nic.clone(), facts.actor.id, today(facts));
    Ok(vec![Event::CheckAnswered(event::CheckAnswered { nic, number, outcome, note: Sealed::Open(note), by, on })])
}

/// The check, if the caller may answer it, or put its answer right: a specialist of that kind who did not ask it, until the
/// case is decided.
pub(super) fn may_answer<'a>(state: &'a State, number: u32, facts: &Facts) -> Result<&'a Check, Refusal> {
    let case = visible(state, facts)?;
    let check = case.check(number).ok_or(Refusal::CheckUnknown)?;
    if !facts.actor.is_staff(role(check.of)) {
        return Err(Refusal::RoleNeeded { who: who(check.of) });
    }
    no_own_organisation(case, facts)?;
    if check.asked_by == facts.actor.id {
        return Err(Refusal::OwnCheck);
    }
    match state {
        State::Absent => return Err(Refusal::Unknown),
        State::InReview { .. }
        | State::Clarification { .. }
        | State::Assurance { .. }
        | State::PrecedentRoute { .. }
        | State::PagAdvice { .. }
        | State::AgdAdvice { .. }
        | State::Decision { .. } => {}
        State::ReturnedIncomplete { .. } => return Err(Refusal::SentBack),
        State::Approved { .. } | State::ApprovedWithConditions { .. } | State::Refused { .. } => {
            return Err(Refusal::AlreadyDecided);
        }
        State::Withdrawn { .. } | State::Lapsed { .. } => return Err(Refusal::Over),
    }
    Ok(check)
}
