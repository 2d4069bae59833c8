//! What its own people do with an application: submit, answer, withdraw, open a change.

use dars_messages::facts::intake::ChangeKind;
use dars_rules::{blocking, policy};
use dars_vocabulary::{
    ApplicationContent, DocumentVersion, Sealed, Stage,
    calendar::{london_date, working_days_after},
};

use super::{
    Application, Event, Facts, Refusal, State, UnderReview,
    decide::{findings, may_see},
    event,
    people::{leads, works_on},
    phase::Phase,
};
use crate::rules::{person::person_needed, text};

/// The application, for those who work on it.
fn worked_on<'a>(state: &'a State, facts: &Facts) -> Result<&'a Application, Refusal> {
    person_needed(&facts.actor)?;
    may_see(state, facts)?;
    let Some(application) = state.application() else { return Err(Refusal::Unknown) };
    if works_on(application, facts) { Ok(application) } else { Err(Refusal::DrafterNeeded) }
}

/// What is being written, and as which version, for those who may write it.
pub(super) fn writing<'a>(state: &'a State, facts: &Facts) -> Result<(&'a Application, DocumentVersion), Refusal> {
    worked_on(state, facts)?;
    match state.phase() {
        Phase::Absent => Err(Refusal::Unknown),
        Phase::Preliminary(_) => Err(Refusal::PreliminaryOpen),
        Phase::Writing(application, version) => Ok((application, version)),
        Phase::Reviewed(..) | Phase::Approved(..) => Err(Refusal::AlreadySubmitted),
        Phase::Over(_) => Err(Refusal::Over),
    }
}

pub(super) fn submit(
    state: &State,
    facts: &Facts,
    content: ApplicationContent,
    sha256: String,
) -> Result<Vec<Event>, Refusal> {
    let (application, version) = writing(state, facts)?;
    let findings = blocking(findings(state, &content, facts), Stage::Submit);
    if !findings.is_empty() {
        return Err(Refusal::RulesNotMet { findings });
    }
    let submitted_on = london_date(facts.now);
    Ok(vec![Event::ApplicationSubmitted {
        nic: application.nic.clone(),
        version,
        organisation: application.organisation.clone(),
        sha256,
        submitted_on,
        decision_due: working_days_after(submitted_on, policy::DECISION.value),
        submitted_by: facts.actor.id,
        assessors: application.assessors.clone(),
        content: Box::new(Sealed::Open(content)),
        change: application.change.as_ref().map(|change| change.kind),
    }])
}

/// What is asked about, for those who work on it.
fn answerable<'a>(state: &'a State, facts: &Facts) -> Result<&'a UnderReview, Refusal> {
    worked_on(state, facts)?;
    match state.phase() {
        Phase::Reviewed(review, _) => Ok(review),
        Phase::Absent | Phase::Preliminary(_) | Phase::Writing(..) | Phase::Approved(..) | Phase::Over(_) => {
            Err(Refusal::NotUnderReview)
        }
    }
}

/// Whether anything waits for an answer of the caller's.
pub(super) fn may_answer(state: &State, facts: &Facts) -> Result<(), Refusal> {
    let waits = answerable(state, facts)?.case.unanswered().next();
    waits.map(drop).ok_or(Refusal::ClarificationAnswered)
}

pub(super) fn answer(state: &State, facts: &Facts, number: u32, answer: String) -> Result<Vec<Event>, Refusal> {
    let review = answerable(state, facts)?;
    let application = &review.application;
    let Some(clarification) = review.case.clarification(number) else { return Err(Refusal::ClarificationUnknown) };
    if clarification.resolved {
        return Err(Refusal::ClarificationResolved);
    }
    if clarification.answered() {
        return Err(Refusal::ClarificationAnswered);
    }
    if let Some(error) = text::said("/text", &answer) {
        return Err(Refusal::Unacceptable { errors: vec![error] });
    }
    Ok(vec![Event::ClarificationAnswered(event::ClarificationAnswered {
        nic: application.nic.clone(),
        clarification: number,
        round: clarification.round,
        answered_on: london_date(facts.now),
        answered_by: facts.actor.id,
        text: Sealed::Open(answer),
    })])
}

/// What is not decided, for its lead.
pub(super) fn may_withdraw<'a>(state: &'a State, facts: &Facts) -> Result<&'a Application, Refusal> {
    person_needed(&facts.actor)?;
    may_see(state, facts)?;
    let Some(application) = state.application() else { return Err(Refusal::Unknown) };
    if !leads(application, facts) {
        return Err(Refusal::LeadNeeded);
    }
    match state.phase() {
        Phase::Absent => Err(Refusal::Unknown),
        Phase::Approved(..) => Err(Refusal::AlreadyDecided),
        Phase::Over(_) => Err(Refusal::Over),
        Phase::Preliminary(_) | Phase::Writing(..) | Phase::Reviewed(..) => Ok(application),
    }
}

pub(super) fn withdraw(state: &State, facts: &Facts, reason: Option<String>) -> Result<Vec<Event>, Refusal> {
    let application = may_withdraw(state, facts)?;
    if let Some(error) = reason.as_deref().and_then(|reason| text::said("/reason", reason)) {
        return Err(Refusal::Unacceptable { errors: vec![error] });
    }
    Ok(vec![Event::ApplicationWithdrawn {
        nic: application.nic.clone(),
        organisation: application.organisation.clone(),
        withdrawn_on: london_date(facts.now),
        withdrawn_by: facts.actor.id,
        reason: reason.map(Sealed::Open),
    }])
}

/// The agreement in force that may be changed now, for those who work on it.
pub(super) fn may_open_change<'a>(
    state: &'a State,
    facts: &Facts,
) -> Result<(&'a Application, DocumentVersion), Refusal> {
    let application = worked_on(state, facts)?;
    match state.phase() {
        Phase::Absent => return Err(Refusal::Unknown),
        Phase::Approved(..) => {}
        Phase::Preliminary(_) | Phase::Writing(..) | Phase::Reviewed(..) | Phase::Over(_) => {
            return Err(if application.change.is_some() { Refusal::ChangeUnderWay } else { Refusal::NotInForce });
        }
    }
    // What was refused may yet be decided again, and would change the same agreement.
    if state.under_decision_review().is_some() {
        return Err(Refusal::UnderDecisionReview);
    }
    let today = london_date(facts.now);
    let Some(agreement) = application.in_force(today) else { return Err(Refusal::NotInForce) };
    // A version that waits for its signatures or its first day is a change under way, too.
    if application.agreements.iter().any(|newer| newer.version > agreement.version && newer.on_its_way(today)) {
        return Err(Refusal::ChangeUnderWay);
    }
    Ok((application, agreement.version))
}

pub(super) fn open_change(state: &State, facts: &Facts, kind: ChangeKind) -> Result<Vec<Event>, Refusal> {
    let (application, changes) = may_open_change(state, facts)?;
    Ok(vec![Event::ChangeOpened {
        nic: application.nic.clone(),
        organisation: application.organisation.clone(),
        kind,
        version: application.newest.next_minor(),
        changes,
        opened_on: london_date(facts.now),
        opened_by: facts.actor.id,
    }])
}
