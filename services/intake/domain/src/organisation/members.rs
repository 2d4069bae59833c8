//! Its name and its people: a new name, a new member, other roles, an end.

use dars_vocabulary::{FieldError, MembershipRole, OrganisationId, PersonId, Sealed, code::OrganisationType};
use jiff::civil::Date;

use super::{
    Authority, Contact, Event, Facts, Member, Refusal, Registered, State,
    decide::{acceptable, no_roles, reversed},
    who::{self, Keeper, today},
};
use crate::rules::text;

pub(super) fn enrol(
    state: &State,
    facts: &Facts,
    organisation: OrganisationId,
    name: String,
    organisation_type: OrganisationType,
) -> Result<Vec<Event>, Refusal> {
    who::may_enrol(facts)?;
    match state {
        State::Absent => {
            acceptable(text::line("/name", &name).into_iter().collect())?;
            Ok(vec![Event::OrganisationRegistered { organisation, name, organisation_type }])
        }
        // It has a way of its own for each change.
        State::Registered(_) => Err(Refusal::Exists),
    }
}

pub(super) fn rename(state: &State, facts: &Facts, name: String, from: Date) -> Result<Vec<Event>, Refusal> {
    let known = who::officer(state, facts)?;
    let mut errors: Vec<FieldError> = text::line("/name", &name).into_iter().collect();
    errors.extend(yet_to_come("/from", from, today(facts)));
    errors.extend(known.name_from.filter(|since| from <= *since).map(|since| {
        wrong("/from", "before-the-last-name", format!("Its present name dates from {since}: choose a later day."))
    }));
    acceptable(errors)?;
    if known.name == name {
        return Ok(Vec::new());
    }
    let organisation = known.organisation.clone();
    Ok(vec![Event::OrganisationRenamed { organisation, name, from, renamed_by: facts.actor.id }])
}

/// A new name is recorded from its day on: nothing waits for a date to come true.
fn yet_to_come(pointer: &str, day: Date, today: Date) -> Option<FieldError> {
    (day > today).then(|| wrong(pointer, "day-to-come", "Record it on that day, or after it.".to_owned()))
}

fn wrong(pointer: &str, code: &str, detail: String) -> FieldError {
    FieldError { pointer: pointer.to_owned(), code: code.to_owned(), detail }
}

fn past(pointer: &str, day: Date, today: Date) -> Option<FieldError> {
    (day < today).then(|| wrong(pointer, "day-past", "Choose today or a later day.".to_owned()))
}

/// Nobody says what they are themself.
fn another(person: PersonId, facts: &Facts) -> Result<(), Refusal> {
    if facts.actor.id == person { Err(Refusal::OwnRole) } else { Ok(()) }
}

/// An officer brings in who administers it, who then brings in the others.
fn administers(keeper: Keeper, roles: &[MembershipRole]) -> Option<FieldError> {
    let may = match keeper {
        Keeper::Administrator => true,
        Keeper::Officer => roles.contains(&MembershipRole::Administrator),
    };
    (!may).then(|| {
        wrong("/roles", "administrator-first", "It has no administrator: give this person that role, too.".to_owned())
    })
}

pub(super) fn add(state: &State, facts: &Facts, person: PersonId, member: Member) -> Result<Vec<Event>, Refusal> {
    let (known, keeper) = who::keeper(state, facts)?;
    another(person, facts)?;
    if known.members.get(&person).is_some_and(|held| !held.is_over_on(today(facts))) {
        return Err(Refusal::MemberAlready);
    }
    let mut errors = of_the_roles(&member.roles);
    errors.extend(administers(keeper, &member.roles));
    errors.extend(past("/from", member.from, today(facts)));
    errors.extend(reversed(member.from, member.until));
    errors.extend(unreachable(&member.contact));
    acceptable(errors)?;
    Ok(vec![granted(known, person, member)])
}

pub(super) fn change(
    state: &State,
    facts: &Facts,
    person: PersonId,
    roles: Vec<MembershipRole>,
    until: Option<Date>,
    contact: Option<Contact>,
) -> Result<Vec<Event>, Refusal> {
    let (known, keeper) = who::keeper(state, facts)?;
    another(person, facts)?;
    let held = current(known, person, facts)?;
    let contact = contact.map_or_else(|| held.contact.clone(), Sealed::Open);
    let mut errors = of_the_roles(&roles);
    errors.extend(administers(keeper, &roles));
    errors.extend(until.and_then(|until| past("/until", until, today(facts).max(held.from))));
    errors.extend(unreachable(&contact));
    acceptable(errors)?;
    let member = Member { roles, from: held.from, until, contact };
    if *held == member {
        return Ok(Vec::new());
    }
    // Who is no signatory any more signs no more; an authority never outlasts the membership it rests on.
    let last = if member.is(MembershipRole::Signatory) { member.until } else { today(facts).yesterday().ok() };
    let authority = last.and_then(|last| ended(known, person, last));
    Ok([granted(known, person, member)]
        .into_iter()
        .chain(authority)
        .chain(not_asked(known, facts, person, last))
        .collect())
}

pub(super) fn end(state: &State, facts: &Facts, person: PersonId, on: Date) -> Result<Vec<Event>, Refusal> {
    let known = may_end(state, facts)?;
    let held = current(known, person, facts)?;
    let mut errors = Vec::new();
    if on < held.from {
        errors.push(wrong("/on", "dates-reversed", format!("The membership begins on {}.", held.from)));
    }
    if let Some(until) = held.until.filter(|until| *until < on) {
        errors.push(wrong("/on", "after-its-end", format!("The membership ends on {until} already.")));
    }
    acceptable(errors)?;
    if held.until == Some(on) {
        return Ok(Vec::new());
    }
    let membership = Event::MembershipEnded {
        organisation: known.organisation.clone(),
        person,
        roles: held.roles.clone(),
        from: held.from,
        until: on,
    };
    Ok([membership]
        .into_iter()
        .chain(ended(known, person, on))
        .chain(not_asked(known, facts, person, Some(on)))
        .collect())
}

/// Whoever keeps its people may let them go, and go themself.
pub(super) fn may_end<'a>(state: &'a State, facts: &Facts) -> Result<&'a Registered, Refusal> {
    who::keeper(state, facts).map(|(known, _)| known)
}

/// A membership that stands, or is to come.
fn current<'a>(known: &'a Registered, person: PersonId, facts: &Facts) -> Result<&'a Member, Refusal> {
    match known.members.get(&person) {
        None => Err(Refusal::MemberUnknown),
        Some(held) if held.is_over_on(today(facts)) => Err(Refusal::MemberOver),
        Some(held) => Ok(held),
    }
}

/// Whether there is anyone whose membership may be changed by somebody else.
pub(super) fn anyone(known: &Registered, facts: &Facts, oneself: bool) -> Result<(), Refusal> {
    let there = known
        .members
        .iter()
        .any(|(person, held)| (oneself || *person != facts.actor.id) && !held.is_over_on(today(facts)));
    if there { Ok(()) } else { Err(Refusal::MemberUnknown) }
}

/// The end of an authority that would last longer than `last`.
pub(super) fn ended(known: &Registered, person: PersonId, last: Date) -> Option<Event> {
    let Authority { from, until } = *known.authorities.get(&person)?;
    until.is_none_or(|until| last < until).then(|| Event::SigningAuthorityEnded {
        organisation: known.organisation.clone(),
        person,
        from,
        until: last,
    })
}

/// What was asked for somebody who will not be there to sign falls away.
fn not_asked(known: &Registered, facts: &Facts, person: PersonId, last: Option<Date>) -> Option<Event> {
    let asked = known.asked.get(&person)?;
    let outlasts = last.is_some_and(|last| asked.until.is_none_or(|until| last < until));
    outlasts.then(|| Event::SigningAuthorityDeclined {
        organisation: known.organisation.clone(),
        person,
        declined_by: facts.actor.id,
        reason: Sealed::Open("The membership that it would rest on ends before.".to_owned()),
    })
}

fn granted(known: &Registered, person: PersonId, member: Member) -> Event {
    let Member { roles, from, until, contact } = member;
    Event::MembershipGranted { organisation: known.organisation.clone(), person, roles, from, until, contact }
}

fn unreachable(contact: &Sealed<Contact>) -> Vec<FieldError> {
    contact
        .open()
        .into_iter()
        .flat_map(|Contact { name, email }| text::line("/name", name).into_iter().chain(text::email("/email", email)))
        .collect()
}

fn of_the_roles(roles: &[MembershipRole]) -> Vec<FieldError> {
    let twice = roles.iter().enumerate().any(|(at, role)| roles.iter().skip(at + 1).any(|other| other == role));
    let twice = twice.then(|| wrong("/roles", "listed-twice", "Give each role once.".to_owned()));
    no_roles(roles).into_iter().chain(twice).collect()
}
