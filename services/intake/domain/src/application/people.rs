//! Who leads an application and who works on it. What a membership allows, the application's own people do.

use std::collections::BTreeSet;

use dars_vocabulary::{FieldError, MembershipRole, PersonId, calendar::london_date};

use super::{Application, Event, Facts, Refusal, State, decide::may_see, phase::Phase};
use crate::{Membership, rules::person::person_needed};

/// The most collaborators of one application.
pub(super) const MOST: usize = 50;

/// Whether the caller leads it and may write for its organisation today.
pub(super) fn leads(application: &Application, facts: &Facts) -> bool {
    facts.actor.id == application.lead && drafts(application, &facts.memberships, facts)
}

/// Whether the caller leads it or works on it, and may write for its organisation today.
pub(super) fn works_on(application: &Application, facts: &Facts) -> bool {
    let named = facts.actor.id == application.lead || application.collaborators.contains(&facts.actor.id);
    named && drafts(application, &facts.memberships, facts)
}

fn drafts(application: &Application, memberships: &[Membership], facts: &Facts) -> bool {
    gives(Membership::DRAFTERS, application, memberships, facts)
}

pub(super) fn gives(
    roles: &[MembershipRole],
    application: &Application,
    memberships: &[Membership],
    facts: &Facts,
) -> bool {
    let today = london_date(facts.now);
    memberships.iter().any(|held| held.gives(roles, &application.organisation, today))
}

/// Whether the caller knows of it as a member: of all of its organisation's, but for those who only collaborate, who
/// know of those they are named on. So an invitation opens one application, and no other.
pub(super) fn sees(application: &Application, facts: &Facts) -> bool {
    let today = london_date(facts.now);
    let named = facts.actor.id == application.lead || application.collaborators.contains(&facts.actor.id);
    facts.memberships.iter().any(|held| held.is_of(&application.organisation, today) && (named || held.sees_all()))
}

/// Whether its lead may no longer write for its organisation.
pub(super) fn lead_left(application: &Application, facts: &Facts) -> bool {
    !facts.people.get(&application.lead).is_some_and(|memberships| drafts(application, memberships, facts))
}

/// The lead sets them; once the lead has left, the organisation's administrator does.
fn may_set(application: &Application, facts: &Facts) -> bool {
    let lead_left = lead_left(application, facts);
    let administers = gives(&[MembershipRole::Administrator], application, &facts.memberships, facts);
    leads(application, facts) || (lead_left && administers)
}

/// What is not over, for those who may say whose it is.
pub(super) fn settable<'a>(state: &'a State, facts: &Facts) -> Result<&'a Application, Refusal> {
    person_needed(&facts.actor)?;
    may_see(state, facts)?;
    let Some(application) = state.application() else { return Err(Refusal::Unknown) };
    if !may_set(application, facts) {
        return Err(Refusal::LeadNeeded);
    }
    match state.phase() {
        Phase::Absent => Err(Refusal::Unknown),
        Phase::Over(_) => Err(Refusal::Over),
        Phase::Preliminary(_) | Phase::Writing(..) | Phase::Reviewed(..) | Phase::Approved(..) => Ok(application),
    }
}

pub(super) fn set(
    state: &State,
    facts: &Facts,
    lead: Option<PersonId>,
    collaborators: Vec<PersonId>,
) -> Result<Vec<Event>, Refusal> {
    let application = settable(state, facts)?;
    let lead_or_before = lead.unwrap_or(application.lead);
    // Once each, and the lead is none of them.
    let mut seen = BTreeSet::from([lead_or_before]);
    let named: Vec<(String, PersonId, &[MembershipRole])> = collaborators
        .into_iter()
        .enumerate()
        .filter(|(_, person)| seen.insert(*person))
        .map(|(at, person)| (format!("/collaborators/{at}"), person, Membership::DRAFTERS))
        .collect();
    let errors: Vec<FieldError> = lead
        .map(|lead| ("/lead".to_owned(), lead, [MembershipRole::Lead].as_slice()))
        .into_iter()
        .chain(named.iter().cloned())
        .filter(|(_, person, roles)| {
            !facts.people.get(person).is_some_and(|held| gives(roles, application, held, facts))
        })
        .map(|(pointer, _, _)| FieldError {
            pointer,
            code: "not-a-member".to_owned(),
            detail: "Each must be a member of the applicant organisation today: the lead as lead, the others as lead \
                     or collaborator."
                .to_owned(),
        })
        .chain((named.len() > MOST).then(|| FieldError {
            pointer: "/collaborators".to_owned(),
            code: "too-many".to_owned(),
            detail: format!("At most {MOST}."),
        }))
        .collect();
    if !errors.is_empty() {
        return Err(Refusal::Unacceptable { errors });
    }
    let collaborators: Vec<PersonId> = named.into_iter().map(|(_, person, _)| person).collect();
    if (application.lead, &application.collaborators) == (lead_or_before, &collaborators) {
        return Ok(Vec::new());
    }
    Ok(vec![Event::PeopleSet {
        nic: application.nic.clone(),
        organisation: application.organisation.clone(),
        lead: lead_or_before,
        collaborators,
    }])
}
