//! The list of cases, its order, who sits at it, and that the group said something.

use std::collections::BTreeSet;

use dars_rules::policy;
use dars_vocabulary::{Nic, PersonId, code::AdviceOutcome};
use jiff::civil::Date;

use super::{
    Declaration, Event, Facts, Item, Listing, Meeting, PlannedItem, Refusal, State, TakenAlong,
    decide::{error, refused, secretariat, today},
};

/// So many members, cases or papers at most, each.
pub(super) const MANY: usize = 50;

/// The case is on the list; the case itself was asked first.
pub(super) fn list(state: &State, listing: Listing, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    secretariat(&facts.actor)?;
    let Listing { reference, group, meets_on, nic, requesters, along } = listing;
    match state {
        State::PutOff { .. } => return Err(Refusal::PutOff),
        State::Absent | State::Scheduled { .. } | State::MinutesDraft { .. } | State::MinutesPublished { .. } => {}
    }
    let known = state.meeting().and_then(|meeting| meeting.item(&nic));
    let adds = |item: &Item, said: &Declaration| {
        item.declared_by(said.adviser).is_none_or(|known| said.interest && !known.interest)
    };
    let waits = |item: &Item| {
        item.outcome.is_none() && item.requesters == requesters && !along.declared.iter().any(|said| adds(item, said))
    };
    if known.is_some_and(waits) {
        return Ok(come_along(state, along, facts).into_iter().collect());
    }
    if known.is_none() && state.meeting().is_some_and(|meeting| meeting.items.len() >= MANY) {
        refused(vec![error("/meets_on", "too-many", "Fifty cases are on this meeting's list: choose another day.")])?;
    }
    let (declared, by) = (along.declared.clone(), facts.actor.id);
    let listed = Event::ItemListed { reference, group, meets_on, nic, requesters, declared, by };
    Ok([listed].into_iter().chain(come_along(state, along, facts)).collect())
}

/// The case is on another meeting's list; what the group said of it stays.
pub(super) fn take_off(state: &State, nic: Nic, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    secretariat(&facts.actor)?;
    let waits = state.meeting().and_then(|meeting| meeting.item(&nic)).is_some_and(|item| item.outcome.is_none());
    match state {
        State::Scheduled { .. } | State::MinutesDraft { .. } | State::MinutesPublished { .. } if waits => {
            Ok(vec![Event::ItemTakenOff { nic, by: facts.actor.id }])
        }
        State::Absent
        | State::Scheduled { .. }
        | State::PutOff { .. }
        | State::MinutesDraft { .. }
        | State::MinutesPublished { .. } => Ok(Vec::new()),
    }
}

/// The group said something.
pub(super) fn note(
    state: &State,
    nic: Nic,
    outcome: AdviceOutcome,
    advisers: &BTreeSet<PersonId>,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    secretariat(&facts.actor)?;
    let meeting = state.meeting().ok_or(Refusal::NotOnList)?;
    match state {
        State::PutOff { .. } => return Err(Refusal::PutOff),
        State::Absent | State::Scheduled { .. } | State::MinutesDraft { .. } | State::MinutesPublished { .. } => {}
    }
    let item = meeting.item(&nic).ok_or(Refusal::NotOnList)?;
    advised(&meeting.members, item, advisers)?;
    Ok(vec![Event::OutcomeNoted { nic, outcome, by: facts.actor.id }])
}

/// Only members who declared to have no interest advised, so who sits there is written down first; whoever declared an
/// interest never did.
pub(super) fn advised(members: &BTreeSet<PersonId>, item: &Item, advisers: &BTreeSet<PersonId>) -> Result<(), Refusal> {
    let interested = |adviser: &PersonId| item.declared_by(*adviser).is_some_and(|declared| declared.interest);
    if advisers.iter().any(interested) {
        return Err(Refusal::AdviserInterested);
    }
    if members.is_empty() {
        return Err(Refusal::NobodySits);
    }
    let sat = |adviser: &PersonId| members.contains(adviser) && item.declared_by(*adviser).is_some();
    if advisers.iter().all(sat) { Ok(()) } else { Err(Refusal::AdviserNotDeclared) }
}

/// Whoever sat at the meeting from which a case comes sits here too, unless others are written down.
fn come_along(state: &State, along: TakenAlong, facts: &Facts) -> Option<Event> {
    let TakenAlong { members, chair, .. } = along;
    let nobody_sits = state.meeting().is_none_or(|meeting| meeting.members.is_empty());
    match state {
        State::Absent | State::Scheduled { .. } if nobody_sits && !members.is_empty() => {
            Some(Event::MembersSet { members, chair, by: facts.actor.id })
        }
        State::Absent
        | State::Scheduled { .. }
        | State::PutOff { .. }
        | State::MinutesDraft { .. }
        | State::MinutesPublished { .. } => None,
    }
}

pub(super) fn members(
    meeting: &Meeting,
    members: BTreeSet<PersonId>,
    chair: Option<PersonId>,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    let mut errors = Vec::new();
    if members.is_empty() {
        errors.push(error("/members", "missing", "Name at least one."));
    }
    if members.len() > MANY {
        errors.push(error("/members", "too-many", "At most 50."));
    }
    if chair.is_some_and(|chair| !members.contains(&chair)) {
        errors.push(error("/chair", "not-a-member", "The chair is one of the members."));
    }
    refused(errors)?;
    if meeting.members == members && meeting.chair == chair {
        return Ok(Vec::new());
    }
    Ok(vec![Event::MembersSet { members, chair, by: facts.actor.id }])
}

/// Every case that waits for the meeting, or of which the group said something, in an order.
pub(super) fn order(meeting: &Meeting, items: Vec<PlannedItem>, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let mut errors = Vec::new();
    let mut seen = BTreeSet::new();
    for (at, item) in items.iter().enumerate() {
        let pointer = format!("/items/{at}");
        if meeting.item(&item.nic).is_none() {
            errors.push(error(&format!("{pointer}/nic"), "case-not-on-list", "This case is not on the list."));
        }
        if !seen.insert(&item.nic) {
            errors.push(error(&format!("{pointer}/nic"), "given-twice", "This case is given twice."));
        }
        if item.papers.len() > MANY {
            errors.push(error(&format!("{pointer}/papers"), "too-many", "At most 50."));
        }
        for (paper, said) in item.papers.iter().enumerate() {
            let pointer = format!("{pointer}/papers/{paper}");
            for (field, text) in [("title", &said.title), ("reference", &said.reference)] {
                let most = usize::try_from(policy::LINE_CHARACTERS.value).unwrap_or(usize::MAX);
                if text.trim().is_empty() || text.chars().count() > most {
                    let detail = "One line of at most 200 characters.";
                    errors.push(error(&format!("{pointer}/{field}"), "value-not-acceptable", detail));
                }
            }
            let hex = said.sha256.len() == 64 && said.sha256.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
            if !hex {
                let detail = "The SHA-256 in 64 lower-case hexadecimal digits.";
                errors.push(error(&format!("{pointer}/sha256"), "value-not-acceptable", detail));
            }
        }
    }
    let awaited =
        |nic: &Nic| facts.waiting.contains(nic) || meeting.item(nic).is_some_and(|item| item.said().is_some());
    if meeting.items.iter().any(|item| awaited(&item.nic) && !seen.contains(&item.nic)) {
        errors.push(error("/items", "missing", "Give every case on the list, once."));
    }
    refused(errors)?;
    Ok(vec![Event::AgendaSet { items: items.into_iter().map(Into::into).collect(), by: facts.actor.id }])
}

pub(super) fn put_off(meeting: &Meeting, to: Date, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    if to < today(facts) {
        refused(vec![error("/meets_on", "in-the-past", "A meeting is put off until today or later.")])?;
    }
    if to == meeting.meets_on {
        refused(vec![error("/meets_on", "same-day", "It meets on that day already.")])?;
    }
    Ok(vec![Event::MeetingPutOff { reference: meeting.reference.clone(), to, by: facts.actor.id }])
}
