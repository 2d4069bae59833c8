//! Who may sign for it: its administrator asks, an officer confirms. Whoever asked, and whoever it is about, confirms
//! nothing.

use dars_vocabulary::{FieldError, MembershipRole, PersonId, Sealed, StaffRole};
use jiff::civil::Date;

use super::{
    AskedAuthority, Event, Facts, Refusal, Registered, State,
    decide::{acceptable, reversed},
    members,
    who::{self, today},
};
use crate::rules::{person::person_needed, staff, text};

pub(super) fn ask(
    state: &State,
    facts: &Facts,
    person: PersonId,
    from: Date,
    until: Option<Date>,
) -> Result<Vec<Event>, Refusal> {
    let known = who::administrator(state, facts)?;
    let signatory = known
        .members
        .get(&person)
        .filter(|held| held.is(MembershipRole::Signatory) && !held.is_over_on(today(facts)))
        .ok_or(Refusal::SignatoryNeeded)?;
    let mut errors: Vec<FieldError> = reversed(from, until).into_iter().collect();
    let outside = from < signatory.from || signatory.until.is_some_and(|last| until.is_none_or(|until| last < until));
    if outside {
        errors.push(FieldError {
            pointer: "/from".to_owned(),
            code: "outside-membership".to_owned(),
            detail: "An authority to sign lasts as long as the membership at most.".to_owned(),
        });
    }
    if from < today(facts) {
        errors.push(FieldError {
            pointer: "/from".to_owned(),
            code: "day-past".to_owned(),
            detail: "Choose today or a later day.".to_owned(),
        });
    }
    acceptable(errors)?;
    let asked = AskedAuthority { from, until, asked_by: facts.actor.id };
    if known.asked.get(&person) == Some(&asked) {
        return Ok(Vec::new());
    }
    let organisation = known.organisation.clone();
    Ok(vec![Event::SigningAuthorityAsked { organisation, person, from, until, asked_by: facts.actor.id }])
}

/// What waits of one person, for an officer who is neither them nor whoever asked.
fn waiting<'a>(state: &'a State, facts: &Facts, person: PersonId) -> Result<(&'a Registered, AskedAuthority), Refusal> {
    person_needed(&facts.actor)?;
    if facts.actor.id == person {
        return Err(Refusal::OwnAuthority);
    }
    // An officer who asked has a membership, or had one then.
    let known = who::officer(state, facts)?;
    let asked = known.asked.get(&person).ok_or(Refusal::NotAsked)?;
    if asked.asked_by == facts.actor.id { Err(Refusal::AskedByYou) } else { Ok((known, *asked)) }
}

pub(super) fn confirm(state: &State, facts: &Facts, person: PersonId) -> Result<Vec<Event>, Refusal> {
    let (known, AskedAuthority { from, until, .. }) = waiting(state, facts, person)?;
    let organisation = known.organisation.clone();
    Ok(vec![Event::SigningAuthorityConfirmed { organisation, person, from, until, confirmed_by: facts.actor.id }])
}

pub(super) fn decline(state: &State, facts: &Facts, person: PersonId, reason: String) -> Result<Vec<Event>, Refusal> {
    let (known, _) = waiting(state, facts, person)?;
    acceptable(text::free_text("/reason", &reason, text::FREE_TEXT).into_iter().collect())?;
    Ok(vec![Event::SigningAuthorityDeclined {
        organisation: known.organisation.clone(),
        person,
        declined_by: facts.actor.id,
        reason: Sealed::Open(reason),
    }])
}

/// Its administrator, an officer of elsewhere, and whoever holds it may end one.
fn ender<'a>(state: &'a State, facts: &Facts) -> Result<&'a Registered, Refusal> {
    person_needed(&facts.actor)?;
    if let State::Registered(known) = state {
        let holds = known.authorities.contains_key(&facts.actor.id);
        if holds || known.administers(facts.actor.id, today(facts)) {
            return Ok(known);
        }
    }
    if staff::holds_any(&facts.actor, &[StaffRole::CaseOfficer]) {
        return who::officer(state, facts);
    }
    Err(Refusal::AdministratorNeeded)
}

pub(super) fn end(state: &State, facts: &Facts, person: PersonId, on: Date) -> Result<Vec<Event>, Refusal> {
    let known = may_end_of(state, facts, person)?;
    let Some(held) = known.authorities.get(&person) else { return Err(Refusal::AuthorityUnknown) };
    if held.until.is_some_and(|until| until < today(facts)) {
        return Err(Refusal::AuthorityOver);
    }
    let later = held.until.filter(|until| *until < on).map(|until| FieldError {
        pointer: "/on".to_owned(),
        code: "after-its-end".to_owned(),
        detail: format!("The authority ends on {until} already."),
    });
    acceptable(later.into_iter().collect())?;
    Ok(members::ended(known, person, on).into_iter().collect())
}

fn may_end_of<'a>(state: &'a State, facts: &Facts, person: PersonId) -> Result<&'a Registered, Refusal> {
    let known = ender(state, facts)?;
    let other = facts.actor.id != person;
    // Whoever only holds one ends their own.
    let keeps = known.administers(facts.actor.id, today(facts)) || who::officer(state, facts).is_ok();
    if other && !keeps { Err(Refusal::AdministratorNeeded) } else { Ok(known) }
}

/// Whether there is one that the caller may end.
pub(super) fn may_end(state: &State, facts: &Facts) -> Result<(), Refusal> {
    let known = ender(state, facts)?;
    let runs = |until: Option<Date>| until.is_none_or(|until| today(facts) <= until);
    let people = known.authorities.iter().filter(|(_, held)| runs(held.until)).map(|(person, _)| *person);
    let mut endable = people.filter(|person| may_end_of(state, facts, *person).is_ok());
    endable.next().map(drop).ok_or(Refusal::AuthorityUnknown)
}

/// Whether there is one that the caller may confirm.
pub(super) fn may_confirm(state: &State, facts: &Facts) -> Result<(), Refusal> {
    let State::Registered(known) = state else { return Err(Refusal::Unknown) };
    let mut people = known.asked.keys().copied();
    people.find_map(|person| waiting(state, facts, person).ok()).map(drop).ok_or(Refusal::NotAsked)
}

/// Whether there is anyone for whom the caller may ask.
pub(super) fn may_ask(state: &State, facts: &Facts) -> Result<(), Refusal> {
    let known = who::administrator(state, facts)?;
    let signs = |held: &super::Member| held.is(MembershipRole::Signatory) && !held.is_over_on(today(facts));
    if known.members.values().any(signs) { Ok(()) } else { Err(Refusal::SignatoryNeeded) }
}
