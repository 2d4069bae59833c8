//! Who leads an application and who works on it. What a membership allows, the application's own people do.

use std::collections::BTreeSet;

use dars_vocabulary::{FieldError, MembershipRole, PersonId, calendar::london_date};

use super::{Application, Event, Facts, Refusal, State, decide::may_see, phase::Phase};
use crate::{Membership, rules::person::person_needed};

/// The most collaborators of one application.
const MOST: usize = 50;

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

fn gives(roles: &[MembershipRole], application: &Application, memberships: &[Membership], facts: &Facts) -> bool {
    let today = london_date(facts.now);
    memberships.iter().any(|held| held.gives(roles, &application.organisation, today))
}

/// The lead sets them; once the lead has left, the organisation's administrator does.
fn may_set(application: &Application, facts: &Facts) -> bool {
    let lead_left =
        !facts.people.get(&application.lead).is_some_and(|memberships| drafts(application, memberships, facts));
    let administers = gives(&[MembershipRole::Administrator], application, &facts.memberships, facts);
    leads(application, facts) || (lead_left && administers)
}

pub(super) fn set(
    state: &State,
    facts: &Facts,
    lead: Option<PersonId>,
    collaborators: Vec<PersonId>,
) -> Result<Vec<Event>, Refusal> {
    person_needed(&facts.actor)?;
    may_see(state, facts)?;
    let Some(application) = state.application() else { return Err(Refusal::Unknown) };
    if !may_set(application, facts) {
        return Err(Refusal::LeadNeeded);
    }
    match state.phase() {
        Phase::Absent => return Err(Refusal::Unknown),
        Phase::Over(_) => return Err(Refusal::Over),
        Phase::Preliminary(_) | Phase::Writing(..) | Phase::Reviewed(..) | Phase::Approved(..) => {}
    }
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
