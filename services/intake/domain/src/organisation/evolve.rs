//! How an event changes what is known of an organisation.

use std::collections::BTreeMap;

use dars_vocabulary::Impossible;

use super::{AskedAuthority, Assurance, Authority, Event, FormerName, Member, Registered, State};

/// The state after `event`.
pub fn evolve(state: State, event: &Event) -> Result<State, Impossible> {
    let impossible = Impossible { state: state.name(), event: event.name() };
    match event {
        Event::OrganisationRegistered { organisation, name, organisation_type } => match state {
            State::Absent => Ok(State::Registered(Registered {
                organisation: organisation.clone(),
                name: name.clone(),
                organisation_type: *organisation_type,
                members: BTreeMap::new(),
                authorities: BTreeMap::new(),
                assurances: Vec::new(),
                name_from: None,
                former_names: Vec::new(),
                asked: BTreeMap::new(),
            })),
            State::Registered(_) => Err(impossible),
        },
        Event::MembershipGranted { person, roles, from, until, contact, .. } => match state {
            State::Absent => Err(impossible),
            State::Registered(mut known) => {
                let member = Member { roles: roles.clone(), from: *from, until: *until, contact: contact.clone() };
                known.members.insert(*person, member);
                Ok(State::Registered(known))
            }
        },
        Event::SigningAuthorityConfirmed { person, from, until, .. } => match state {
            State::Absent => Err(impossible),
            State::Registered(mut known) => {
                known.asked.remove(person);
                known.authorities.insert(*person, Authority { from: *from, until: *until });
                Ok(State::Registered(known))
            }
        },
        Event::AssuranceRecorded { kind, reference, outcome, valid_to, plan_approved, .. } => match state {
            State::Absent => Err(impossible),
            State::Registered(mut known) => {
                known.assurances.retain(|assurance| assurance.kind != *kind);
                known.assurances.push(Assurance {
                    kind: *kind,
                    reference: reference.clone(),
                    outcome: *outcome,
                    valid_to: *valid_to,
                    plan_approved: *plan_approved,
                });
                known.assurances.sort_by_key(|assurance| assurance.kind);
                Ok(State::Registered(known))
            }
        },
        Event::OrganisationRenamed { .. }
        | Event::MembershipEnded { .. }
        | Event::SigningAuthorityAsked { .. }
        | Event::SigningAuthorityDeclined { .. }
        | Event::SigningAuthorityEnded { .. } => match state {
            State::Absent => Err(impossible),
            State::Registered(known) => administered(known, event).map(State::Registered).ok_or(impossible),
        },
    }
}

/// What its officers and its administrator changed.
fn administered(mut known: Registered, event: &Event) -> Option<Registered> {
    match event {
        Event::OrganisationRenamed { name, from, .. } => {
            let former = std::mem::replace(&mut known.name, name.clone());
            let since = known.name_from.replace(*from);
            known.former_names.push(FormerName { name: former, from: since, until: from.yesterday().ok()? });
        }
        Event::MembershipEnded { person, until, .. } => known.members.get_mut(person)?.until = Some(*until),
        Event::SigningAuthorityAsked { person, from, until, asked_by, .. } => {
            known.asked.insert(*person, AskedAuthority { from: *from, until: *until, asked_by: *asked_by });
        }
        Event::SigningAuthorityDeclined { person, .. } => {
            known.asked.remove(person)?;
        }
        Event::SigningAuthorityEnded { person, until, .. } => known.authorities.get_mut(person)?.until = Some(*until),
        _ => return None,
    }
    Some(known)
}
