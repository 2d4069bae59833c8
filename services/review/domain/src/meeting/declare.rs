//! Interests are declared before papers open (domain.md §3).

use dars_vocabulary::{Nic, Sealed};

use super::{
    Declaration, Event, Facts, Item, Meeting, Refusal, State,
    decide::{error, member, refused, today, visible},
};
use crate::rules::own_organisation::own_organisation;

/// A longest interest in words, in characters.
const SHORT: usize = 1000;

/// A member says whether they have an interest. One that was declared stays; none may become one.
pub(super) fn declare(
    meeting: &Meeting,
    nic: Nic,
    interest: bool,
    what: Option<String>,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    let item = meeting.item(&nic).ok_or(Refusal::NotOnList)?;
    if item.outcome.is_some() {
        return Err(Refusal::Considered);
    }
    if !interest && own_organisation(&item.requesters, &facts.organisations) {
        return Err(Refusal::OwnOrganisation);
    }
    let what = what.filter(|text| !text.trim().is_empty());
    if !interest && what.is_some() {
        refused(vec![error("/what", "interest-not-declared", "Leave it out, or say that there is an interest.")])?;
    }
    if what.as_ref().is_some_and(|text| text.chars().count() > SHORT) {
        refused(vec![error("/what", "too-long", "At most 1,000 characters.")])?;
    }
    match item.declared_by(facts.actor.id) {
        Some(before) if before.interest && !interest => return Err(Refusal::InterestDeclared),
        Some(before) if before.interest == interest && what.is_none() => return Ok(Vec::new()),
        Some(_) | None => {}
    }
    let (adviser, declared_on) = (facts.actor.id, today(facts));
    let declaration = Declaration { adviser, interest, what: what.map(Sealed::Open), declared_on };
    Ok(vec![Event::InterestDeclared { nic, declaration }])
}

/// The item whose papers the actor may open: a member who declared none, of a case that is still on the list.
pub fn may_open_papers<'a>(state: &'a State, nic: &Nic, facts: &Facts) -> Result<&'a Item, Refusal> {
    let meeting = visible(state, &facts.actor)?;
    member(meeting, &facts.actor)?;
    match state {
        State::PutOff { .. } => return Err(Refusal::PutOff),
        State::Absent | State::Scheduled { .. } | State::MinutesDraft { .. } | State::MinutesPublished { .. } => {}
    }
    let item = meeting.item(nic).ok_or(Refusal::NotOnList)?;
    if item.outcome.is_none() && !facts.waiting.contains(nic) {
        return Err(Refusal::NotOnList);
    }
    match item.declared_by(facts.actor.id) {
        None => Err(Refusal::NotDeclared),
        Some(declared) if declared.interest => Err(Refusal::InterestDeclared),
        // Joined since they declared.
        Some(_) if own_organisation(&item.requesters, &facts.organisations) => Err(Refusal::OwnOrganisation),
        Some(_) => Ok(item),
    }
}
