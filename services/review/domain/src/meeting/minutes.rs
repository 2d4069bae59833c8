//! The minutes: written by one, confirmed by another, corrected by a next edition.

use std::collections::BTreeSet;

use dars_vocabulary::{Nic, Sealed, StaffRole};

use super::{
    Event, Facts, Item, Meeting, Minuted, Minutes, MinutesDraft, Refusal, State,
    agenda::MANY,
    decide::{error, is_member, refused, today},
};
use crate::rules::{own_organisation::own_organisation, public_words::public_words};

/// A longest public text, in characters.
const LONG: usize = 4000;
/// A longest action or reason, in characters.
const SHORT: usize = 1000;

/// Once the group has said something of every case that waited for it; by nobody whose organisation's request it saw.
pub(super) fn may_be_written(state: &State, meeting: &Meeting, facts: &Facts) -> Result<(), Refusal> {
    no_own_organisation(meeting, facts)?;
    match state {
        State::Absent => return Err(Refusal::Unknown),
        State::PutOff { .. } => return Err(Refusal::PutOff),
        State::Scheduled { .. } | State::MinutesDraft { .. } | State::MinutesPublished { .. } => {}
    }
    // What was written of cases that another meeting saw is corrected, also where no other is left.
    if !meeting.considered() && !must_be_written_anew(state) {
        return Err(Refusal::NothingConsidered);
    }
    let waits = meeting.items.iter().any(|item| item.outcome.is_none() && facts.waiting.contains(&item.nic));
    if waits { Err(Refusal::CasesWaiting) } else { Ok(()) }
}

/// By the chair, or by someone of the secretariat who wrote none of this edition; by nobody with an interest in a case.
pub(super) fn may_be_published(state: &State, meeting: &Meeting, facts: &Facts) -> Result<(), Refusal> {
    let actor = &facts.actor;
    let chairs = is_member(meeting, actor) && meeting.chair == Some(actor.id);
    if !chairs && !actor.is_staff(StaffRole::Secretariat) {
        return Err(Refusal::RoleNeeded { who: "the chair, or the advisory groups' secretariat" });
    }
    let interested = meeting.items.iter().filter_map(|item| item.declared_by(actor.id)).any(|said| said.interest);
    if interested {
        return Err(Refusal::InterestDeclared);
    }
    no_own_organisation(meeting, facts)?;
    match state {
        State::Absent => Err(Refusal::Unknown),
        State::PutOff { .. } => Err(Refusal::PutOff),
        State::Scheduled { .. } | State::MinutesPublished { .. } => Err(Refusal::NothingWritten),
        State::MinutesDraft { minutes, .. } if minutes.writers.contains(&actor.id) => Err(Refusal::WroteThem),
        State::MinutesDraft { minutes, .. } if !covers(minutes, meeting) => Err(Refusal::Outdated),
        State::MinutesDraft { .. } => Ok(()),
    }
}

pub(super) fn write(
    state: &State,
    meeting: &Meeting,
    draft: MinutesDraft,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    let (edition, mut writers) = match state {
        State::MinutesDraft { minutes, .. } => (minutes.edition, minutes.writers.clone()),
        State::MinutesPublished { published, .. } => (published.minutes.edition.saturating_add(1), BTreeSet::new()),
        State::Absent | State::Scheduled { .. } | State::PutOff { .. } => (1, BTreeSet::new()),
    };
    let MinutesDraft { items, reason } = draft;
    let reason = reason.filter(|text| !text.trim().is_empty());
    let mut errors = Vec::new();
    match &reason {
        Some(reason) => errors.extend(public_words("/reason", reason, SHORT)),
        None if edition > 1 => errors.push(error("/reason", "missing", "Say why the published minutes are corrected.")),
        None => {}
    }
    let mut said = Vec::new();
    let mut seen = BTreeSet::new();
    for (at, (nic, public_text, actions)) in items.into_iter().enumerate() {
        let pointer = format!("/items/{at}");
        errors.extend(public(&format!("{pointer}/public_text"), &public_text, LONG));
        if actions.len() > MANY {
            errors.push(error(&format!("{pointer}/actions"), "too-many", "At most 50."));
        }
        for (number, action) in actions.iter().enumerate() {
            errors.extend(public(&format!("{pointer}/actions/{number}"), action, SHORT));
        }
        if !seen.insert(nic.clone()) {
            errors.push(error(&format!("{pointer}/nic"), "given-twice", "This case is given twice."));
        }
        if let Some(outcome) = meeting.item(&nic).and_then(Item::said) {
            said.push(Minuted {
                nic,
                outcome,
                public_text: Sealed::Open(public_text),
                actions: actions.into_iter().map(Sealed::Open).collect(),
            });
        } else {
            let detail = "The group said nothing of this case at this meeting.";
            errors.push(error(&format!("{pointer}/nic"), "case-not-considered", detail));
        }
    }
    if considered(meeting).any(|nic| !seen.contains(nic)) {
        errors.push(error("/items", "missing", "Give every case of which the group said something."));
    }
    refused(errors)?;
    writers.insert(facts.actor.id);
    let reason = reason.map(Sealed::Open);
    let minutes = Minutes { edition, items: said, writers, written_on: today(facts), reason };
    Ok(vec![Event::MinutesWritten { reference: meeting.reference.clone(), minutes }])
}

pub(super) fn publish(state: &State, meeting: &Meeting, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let State::MinutesDraft { minutes, .. } = state else { return Err(Refusal::NothingWritten) };
    Ok(vec![Event::MinutesPublished {
        reference: meeting.reference.clone(),
        group: meeting.group,
        met_on: meeting.meets_on,
        edition: minutes.edition,
        by: facts.actor.id,
        published_on: today(facts),
    }])
}

/// Whether the minutes that were written last do not say what the group said: it was corrected since, or recorded late.
pub fn must_be_written_anew(state: &State) -> bool {
    match state {
        State::Absent | State::Scheduled { .. } | State::PutOff { .. } => false,
        State::MinutesDraft { meeting, minutes, .. } => !covers(minutes, meeting),
        State::MinutesPublished { meeting, published } => !covers(&published.minutes, meeting),
    }
}

/// Whether what the minutes say of a case was corrected since: a next edition is awaited.
pub fn being_corrected(minuted: &Minuted, meeting: &Meeting) -> bool {
    meeting.item(&minuted.nic).and_then(Item::said) != Some(minuted.outcome)
}

/// Also of those who joined it since they declared to have no interest, and of the secretariat, which declares nothing.
fn no_own_organisation(meeting: &Meeting, facts: &Facts) -> Result<(), Refusal> {
    let theirs = |item: &Item| item.said().is_some() && own_organisation(&item.requesters, &facts.organisations);
    if meeting.items.iter().any(theirs) { Err(Refusal::InMinutes) } else { Ok(()) }
}

/// Whether the minutes say what the group said, of every case, and nothing else.
fn covers(minutes: &Minutes, meeting: &Meeting) -> bool {
    let has = |nic: &Nic| minutes.items.iter().any(|item| item.nic == *nic);
    considered(meeting).all(has) && !minutes.items.iter().any(|item| being_corrected(item, meeting))
}

fn considered(meeting: &Meeting) -> impl Iterator<Item = &Nic> {
    meeting.items.iter().filter(|item| item.said().is_some()).map(|item| &item.nic)
}

/// What everyone reads names nobody, and no case: a NIC number is shown beside it, or withheld.
fn public(pointer: &str, text: &str, most: usize) -> Vec<dars_vocabulary::FieldError> {
    let mut errors = public_words(pointer, text, most);
    if text.to_uppercase().contains("NIC-") {
        errors.push(error(
            pointer,
            "nic-in-public-text",
            "Leave the NIC number out: it is shown beside the text, or withheld.",
        ));
    }
    errors
}
