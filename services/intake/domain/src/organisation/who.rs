//! Who may ask what of an organisation (domain.md §3): its administrator keeps its people and asks who shall sign;
//! officers keep its name, its first administrator, and confirm who signs. Nobody does any of it for themself.

use dars_vocabulary::{StaffRole, calendar::london_date};
use jiff::civil::Date;

use super::{Facts, Refusal, Registered, State};
use crate::rules::{person::person_needed, staff};

/// Those who turn an enquiry into an application of an organisation, and so must know it.
const ENROLLERS: &[StaffRole] = &[StaffRole::CaseOfficer, StaffRole::TriageOfficer];
/// Those who confirm who may sign, and record what changed.
const OFFICERS: &[StaffRole] = &[StaffRole::CaseOfficer];

pub(super) fn today(facts: &Facts) -> Date {
    london_date(facts.now)
}

fn known(state: &State) -> Result<&Registered, Refusal> {
    match state {
        State::Absent => Err(Refusal::Unknown),
        State::Registered(known) => Ok(known),
    }
}

/// Whoever may take a new one in.
pub(super) fn may_enrol(facts: &Facts) -> Result<(), Refusal> {
    person_needed(&facts.actor)?;
    if staff::holds_any(&facts.actor, ENROLLERS) { Ok(()) } else { Err(Refusal::EnrollerNeeded) }
}

/// An officer who has nothing to do with the organisation, now or later.
pub(super) fn officer<'a>(state: &'a State, facts: &Facts) -> Result<&'a Registered, Refusal> {
    person_needed(&facts.actor)?;
    if !staff::holds_any(&facts.actor, OFFICERS) {
        return Err(Refusal::CaseOfficerNeeded);
    }
    let known = known(state)?;
    let own = known.members.get(&facts.actor.id).is_some_and(|held| !held.is_over_on(today(facts)));
    if own { Err(Refusal::OwnOrganisation) } else { Ok(known) }
}

fn is_officer(facts: &Facts) -> bool {
    staff::holds_any(&facts.actor, OFFICERS)
}

/// Who keeps its people now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keeper {
    /// Its own administrator.
    Administrator,
    /// An officer, as long as it has no administrator.
    Officer,
}

/// Its administrator; where it has none, an officer.
pub(super) fn keeper<'a>(state: &'a State, facts: &Facts) -> Result<(&'a Registered, Keeper), Refusal> {
    person_needed(&facts.actor)?;
    if let State::Registered(known) = state
        && known.administers(facts.actor.id, today(facts))
    {
        return Ok((known, Keeper::Administrator));
    }
    if !is_officer(facts) {
        return Err(Refusal::AdministratorNeeded);
    }
    let known = officer(state, facts)?;
    if known.administered(today(facts)) { Err(Refusal::AdministratorThere) } else { Ok((known, Keeper::Officer)) }
}

/// Its administrator.
pub(super) fn administrator<'a>(state: &'a State, facts: &Facts) -> Result<&'a Registered, Refusal> {
    person_needed(&facts.actor)?;
    match state {
        State::Registered(known) if known.administers(facts.actor.id, today(facts)) => Ok(known),
        State::Registered(_) | State::Absent => Err(Refusal::AdministratorNeeded),
    }
}
