//! Whether what is asked of a precedent may happen.

use dars_vocabulary::{Actor, FieldError, PersonId, Sealed, StaffRole, calendar::london_date};
use jiff::civil::Date;

use super::{Action, Command, Event, Facts, Proposal, Refusal, State, Terms, words};
use crate::rules::{
    fresh_sign_in::fresh_sign_in, person::person_needed, public_words::public_words, staff::reads_content,
};

/// Who proposes.
const PROPOSERS: [StaffRole; 3] = [StaffRole::CaseOfficer, StaffRole::TeamManager, StaffRole::Approver];

/// The events that follow from `command`.
pub fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Propose { reference, terms } => {
            proposer(&facts.actor)?;
            match state {
                State::Absent => {}
                // References are allotted once.
                State::Proposed { .. } | State::Approved { .. } | State::Ended { .. } => return Err(Refusal::Unknown),
            }
            let terms = acceptable(terms, facts)?;
            let (by, proposed_on) = (facts.actor.id, today(facts));
            Ok(vec![Event::PrecedentProposed { reference, version: 1, terms, by, proposed_on }])
        }
        Command::Replace { terms } => {
            may(state, Action::Replace, &facts.actor)?;
            let precedent = state.precedent().ok_or(Refusal::Unknown)?;
            let terms = acceptable(terms, facts)?;
            Ok(vec![Event::PrecedentProposed {
                reference: precedent.reference.clone(),
                version: precedent.latest.saturating_add(1),
                terms,
                by: facts.actor.id,
                proposed_on: today(facts),
            }])
        }
        Command::Approve => {
            may(state, Action::Approve, &facts.actor)?;
            fresh_sign_in(&facts.actor, facts.technical_now)?;
            approve(state, facts)
        }
        Command::End { reason } => {
            may(state, Action::End, &facts.actor)?;
            let precedent = state.precedent().ok_or(Refusal::Unknown)?;
            refused(public_words("/reason", &reason, words::LONG))?;
            let (by, ended_on, reason) = (facts.actor.id, today(facts), Sealed::Open(reason));
            Ok(vec![Event::PrecedentEnded { reference: precedent.reference.clone(), ended_on, by, reason }])
        }
        Command::Use { nic, of } => {
            visible(state, &facts.actor)?;
            if !facts.actor.is_staff(StaffRole::CaseOfficer) {
                return Err(Refusal::RoleNeeded { who: "a case officer" });
            }
            let precedent = state.precedent().ok_or(Refusal::Unknown)?;
            if precedent.makers.contains(&facts.actor.id) {
                return Err(Refusal::Maker);
            }
            let version = state.in_force(today(facts)).ok_or(Refusal::NotInForce)?.proposal.version;
            let (reference, used_on, by) = (precedent.reference.clone(), today(facts), facts.actor.id);
            Ok(vec![Event::PrecedentUsed { reference, version, nic, of, used_on, by }])
        }
    }
}

/// Whether `actor` may do this now: role, state and four eyes. What they write, and how long ago they signed in, is
/// looked at afterwards.
fn may(state: &State, action: Action, actor: &Actor) -> Result<(), Refusal> {
    visible(state, actor)?;
    match action {
        Action::Approve => {
            if !actor.is_staff(StaffRole::Approver) {
                return Err(Refusal::RoleNeeded { who: "an approver" });
            }
            match state {
                State::Absent => Err(Refusal::Unknown),
                State::Proposed { proposal, .. } | State::Approved { next: Some(proposal), .. } => {
                    another(proposal, actor.id)
                }
                State::Approved { next: None, .. } => Err(Refusal::NothingProposed),
                State::Ended { .. } => Err(Refusal::Ended),
            }
        }
        Action::Replace => {
            proposer(actor)?;
            under_way(state)
        }
        Action::End => {
            if !actor.is_staff(StaffRole::Approver) && !actor.is_staff(StaffRole::TeamManager) {
                return Err(Refusal::RoleNeeded { who: "an approver or a team manager" });
            }
            under_way(state)
        }
    }
}

/// What `actor` may do to it now; a decision made of an old sign-in is listed, since signing in again is enough.
pub fn permitted(state: &State, actor: &Actor) -> Vec<&'static str> {
    Action::ALL.into_iter().filter(|action| may(state, *action, actor).is_ok()).map(Action::name).collect()
}

/// Whether `actor` may know of it: those of the body's staff who read content.
pub fn may_see(state: &State, actor: &Actor) -> Result<(), Refusal> {
    if state.precedent().is_some() && reads_content(actor) { Ok(()) } else { Err(Refusal::Unknown) }
}

fn visible(state: &State, actor: &Actor) -> Result<(), Refusal> {
    person_needed(actor)?;
    may_see(state, actor)
}

fn under_way(state: &State) -> Result<(), Refusal> {
    match state {
        State::Absent => Err(Refusal::Unknown),
        State::Proposed { .. } | State::Approved { .. } => Ok(()),
        State::Ended { .. } => Err(Refusal::Ended),
    }
}

fn another(proposal: &Proposal, approver: PersonId) -> Result<(), Refusal> {
    if proposal.proposed_by == approver { Err(Refusal::ProposedByYou) } else { Ok(()) }
}

fn approve(state: &State, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let precedent = state.precedent().ok_or(Refusal::Unknown)?;
    let proposal = state.waiting().ok_or(Refusal::NothingProposed)?;
    let (from, until) = (proposal.terms.from, proposal.terms.until);
    if until < today(facts) {
        return Err(Refusal::Late);
    }
    Ok(vec![Event::PrecedentApproved {
        reference: precedent.reference.clone(),
        version: proposal.version,
        from,
        until,
        by: facts.actor.id,
        approved_on: today(facts),
    }])
}

fn proposer(actor: &Actor) -> Result<(), Refusal> {
    person_needed(actor)?;
    if PROPOSERS.iter().any(|role| actor.is_staff(*role)) {
        return Ok(());
    }
    Err(Refusal::RoleNeeded { who: "a case officer, a team manager or an approver" })
}

fn acceptable(terms: Box<Terms>, facts: &Facts) -> Result<Box<Terms>, Refusal> {
    refused(words::wrong(&terms, facts.advice, today(facts)))?;
    Ok(terms)
}

fn refused(errors: Vec<FieldError>) -> Result<(), Refusal> {
    if errors.is_empty() { Ok(()) } else { Err(Refusal::Unacceptable { errors }) }
}

fn today(facts: &Facts) -> Date {
    london_date(facts.now)
}
