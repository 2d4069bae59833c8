//! Taking access away at once, giving it back by two, and ending the agreement before its last day.

use dars_vocabulary::{
    Sealed, StaffRole,
    code::{SuspensionReason, TerminationReason},
    london_date,
};

use super::{
    About, Current, Ended, Event, Facts, Proposal, Refusal, Stage, State, Suspension, Why,
    text::{TEXT, filled, optional},
};

/// One person, at once.
pub(super) fn suspend(
    state: &State,
    reason: SuspensionReason,
    note: Option<String>,
    facts: &Facts,
) -> Result<Event, Refusal> {
    may(facts, &[StaffRole::IncidentLead, StaffRole::CaseOfficer, StaffRole::Auditor], Refusal::RoleToSuspendNeeded)?;
    let current = in_term(state)?;
    if current.suspension.is_some() {
        return Err(Refusal::AlreadySuspended);
    }
    let note = optional(note, "/note", TEXT)?.map(Sealed::Open);
    let suspension = Suspension { reason, note, by: facts.actor.id, on: london_date(facts.now), proposal: None };
    Ok(Event::AgreementSuspended { about: About::of(&current.signed.issued), suspension })
}

/// Two people: the first proposes, another one confirms; so nobody gives back alone what they suspended.
pub(super) fn reinstate(state: &State, reason: String, facts: &Facts) -> Result<Event, Refusal> {
    let roles = [StaffRole::IncidentLead, StaffRole::Approver, StaffRole::CaseOfficer];
    may(facts, &roles, Refusal::RoleToReinstateNeeded)?;
    let current = state.current().filter(|current| !current.stage.is_terminated()).ok_or(Refusal::NotSuspended)?;
    let suspension = current.suspension.as_ref().ok_or(Refusal::NotSuspended)?;
    let reason = Sealed::Open(filled(reason, "/reason", TEXT)?);
    let (about, by) = (About::of(&current.signed.issued), facts.actor.id);
    match &suspension.proposal {
        None => {
            let proposal = Proposal { by, on: london_date(facts.now), reason };
            Ok(Event::ReinstatementProposed { about, proposal })
        }
        Some(proposal) if proposal.by == by => Err(Refusal::SecondPersonNeeded),
        Some(_) => Ok(Event::AgreementReinstated { about, by, reason }),
    }
}

pub(super) fn terminate(
    state: &State,
    reason: TerminationReason,
    note: Option<String>,
    facts: &Facts,
) -> Result<Event, Refusal> {
    may(facts, &[StaffRole::CaseOfficer, StaffRole::IncidentLead], Refusal::RoleToTerminateNeeded)?;
    let current = in_term(state)?;
    let note = optional(note, "/note", TEXT)?.map(Sealed::Open);
    let why = Why::Terminated { reason, note, by: facts.actor.id };
    let ended = Ended { why, ended_on: london_date(facts.now) };
    Ok(Event::AgreementTerminated { about: About::of(&current.signed.issued), ended })
}

fn may(facts: &Facts, roles: &[StaffRole], otherwise: Refusal) -> Result<(), Refusal> {
    if roles.iter().any(|role| facts.actor.is_staff(*role)) { Ok(()) } else { Err(otherwise) }
}

/// The version whose term runs, suspended or not.
fn in_term(state: &State) -> Result<&Current, Refusal> {
    state.current().filter(|current| current.stage == Stage::InForce).ok_or(Refusal::NotInForce)
}
