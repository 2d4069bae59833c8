//! Whether what is asked of an officer's absences may happen.

use dars_rules::policy;
use dars_vocabulary::{
    Actor, FieldError, PersonId, StaffRole,
    calendar::{days_after, london_date},
};
use jiff::civil::Date;

use super::{Absence, Command, Event, Facts, Refusal, State};
use crate::rules::person::person_needed;

/// The events that follow from `command`.
pub fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Record { officer, from, to, covered_by } => record(state, officer, (from, to), covered_by, facts),
        Command::CallOff { number } => call_off(state, number, facts),
    }
}

/// Whether `actor` may know who is away: those who work on cases and who manage them.
pub fn may_see(actor: &Actor) -> Result<(), Refusal> {
    person_needed(actor)?;
    let works = actor.is_staff(StaffRole::CaseOfficer) || actor.is_staff(StaffRole::TeamManager);
    if works { Ok(()) } else { Err(Refusal::RoleNeeded) }
}

/// What the caller may do about the absences of `officer`; tried, so that it cannot disagree with `decide`.
pub fn permitted(state: &State, officer: PersonId, facts: &Facts) -> Vec<&'static str> {
    let today = london_date(facts.now);
    let last = state.absences().iter().filter_map(Absence::last_day).max().unwrap_or(today).max(today);
    let from = last.tomorrow().unwrap_or(last);
    let covered_by = PersonId::of("permitted", "somebody else");
    let record = Command::Record { officer, from, to: from, covered_by };
    let mut permitted = Vec::new();
    if decide(state, record, facts).is_ok() {
        permitted.push("record-absence");
    }
    let mut off = state.absences().iter().map(|absence| Command::CallOff { number: absence.number });
    if off.any(|command| decide(state, command, facts).is_ok()) {
        permitted.push("call-off-absence");
    }
    permitted
}

/// An officer for themself, a team manager for anyone.
fn for_themself_or_all(officer: PersonId, facts: &Facts) -> Result<(), Refusal> {
    may_see(&facts.actor)?;
    let manages = facts.actor.is_staff(StaffRole::TeamManager);
    if manages || officer == facts.actor.id { Ok(()) } else { Err(Refusal::TeamManagerNeeded) }
}

fn record(
    state: &State,
    officer: PersonId,
    (from, to): (Date, Date),
    covered_by: PersonId,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    for_themself_or_all(officer, facts)?;
    let most = i64::from(policy::ABSENCE_DAYS.value);
    if covered_by == officer {
        return wrong("/covered_by", "value-not-acceptable", "Somebody else acts for who is away.");
    }
    if to < from {
        return wrong("/to", "before-from", "The last day is not before the first.");
    }
    if to < london_date(facts.now) {
        return wrong("/to", "in-the-past", "An absence ends today or later.");
    }
    if to > days_after(from, most) {
        return wrong("/to", "too-long", &format!("At most {most} days: hand the cases over instead."));
    }
    let crosses = |known: &Absence| known.last_day().is_some_and(|last| known.from <= to && from <= last);
    if state.absences().iter().any(crosses) {
        return Err(Refusal::Overlaps);
    }
    let last = state.absences().iter().map(|known| known.number).max().unwrap_or_default();
    let number = last.saturating_add(1);
    Ok(vec![Event::AbsenceRecorded { officer, number, from, to, covered_by, by: facts.actor.id }])
}

fn call_off(state: &State, number: u32, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    may_see(&facts.actor)?;
    let State::Known(known) = state else { return Err(Refusal::Unknown) };
    for_themself_or_all(known.officer, facts)?;
    let absence = known.absences.iter().find(|absence| absence.number == number).ok_or(Refusal::Unknown)?;
    let today = london_date(facts.now);
    if absence.last_day().is_none_or(|last| last < today) {
        return Err(Refusal::Over);
    }
    Ok(vec![Event::AbsenceCalledOff { officer: known.officer, number, from: today, by: facts.actor.id }])
}

fn wrong<T>(pointer: &str, code: &str, detail: &str) -> Result<T, Refusal> {
    let error = FieldError { pointer: pointer.to_owned(), code: code.to_owned(), detail: detail.to_owned() };
    Err(Refusal::Unacceptable { errors: vec![error] })
}
