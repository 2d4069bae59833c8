//! Whoever accepts an invitation to work on an application becomes a member who collaborates: no more than that, from
//! that day on, and nobody loses what they were.

use dars_vocabulary::{MembershipRole, PersonId, Sealed, calendar::london_date};

use super::{Contact, Event, Facts, Refusal, Registered};

/// The membership of whoever was invited; none when they may write for the organisation already.
pub(super) fn admit(
    known: &Registered,
    facts: &Facts,
    person: PersonId,
    contact: Contact,
) -> Result<Vec<Event>, Refusal> {
    let today = london_date(facts.now);
    let writes = [MembershipRole::Lead, MembershipRole::Collaborator];
    let held = known.members.get(&person).filter(|held| held.until.is_none_or(|until| today <= until));
    let granted = |roles, from, until, contact| {
        let organisation = known.organisation.clone();
        Ok(vec![Event::MembershipGranted { organisation, person, roles, from, until, contact }])
    };
    match held {
        // A role that ended is not given back: it begins anew, as a collaborator alone. How mails reach them is theirs
        // to say, and not whoever's who invites them.
        None => {
            let ended = known.members.get(&person).map(|ended| ended.contact.clone());
            let own = ended.filter(|contact| contact.open().is_some());
            granted(vec![MembershipRole::Collaborator], today, None, own.unwrap_or(Sealed::Open(contact)))
        }
        // What they shall be later may not begin today.
        Some(held) if today < held.from => Err(Refusal::MembershipToCome),
        Some(held) if held.roles.iter().any(|role| writes.contains(role)) => Ok(Vec::new()),
        Some(held) => {
            let roles = held.roles.iter().copied().chain([MembershipRole::Collaborator]).collect();
            granted(roles, held.from, held.until, held.contact.clone())
        }
    }
}
