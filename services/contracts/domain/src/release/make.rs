//! Through the gate, or held by it.

use dars_vocabulary::FieldError;

use super::{Event, Facts, Produced, Refusal, State};
use crate::{
    rules::v40::{Candidate, GateInput, v40},
    sign_in::fresh_sign_in,
};

/// A closed gate is no refusal: that it was closed, and why, is recorded. What is known already is not told again.
pub(super) fn make(state: &State, produced: &Produced, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    facts.data_production()?;
    match state {
        State::Absent => return Err(Refusal::NotFound),
        State::Released(_) | State::Acknowledged(_) => return Err(Refusal::AlreadyReleased),
        State::Planned(_) | State::Qa(_) | State::Held(_) => {}
    }
    fresh_sign_in(&facts.actor, facts.technical_now).ok_or(Refusal::SignInTooOld)?;
    let agreement = facts.agreement.as_ref().ok_or(Refusal::AgreementNotFound)?;
    let gate = agreement.gate.as_ref().ok_or(Refusal::AgreementNotFound)?;
    let release = Candidate {
        content: produced.content.clone(),
        produced_by: produced.produced_by,
        checked_by: state.check().map(|check| check.checked_by),
    };
    let dataset = produced.content.dataset.clone();
    let asked = GateInput { today: facts.today(), dataset, release: Some(release), ..gate.as_ref().clone() };
    let findings: Vec<FieldError> = v40(&asked).into_iter().map(FieldError::from).collect();
    let (by, on) = (facts.actor.id, facts.today());
    match asked.version.filter(|_| findings.is_empty()) {
        Some(version) => Ok(vec![Event::ReleaseMade { version, released_by: by, released_on: on }]),
        None if state.findings() == findings.as_slice() => Ok(Vec::new()),
        None => Ok(vec![Event::ReleaseHeld { findings, held_on: on, asked_by: by }]),
    }
}
