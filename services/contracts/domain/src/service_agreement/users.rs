//! Who works there.

use dars_vocabulary::{OrganisationId, PersonId};

use super::{Event, Facts, Parent, Refusal, Running, State};

/// As many as one service agreement can have.
const MOST: usize = 500;

pub(super) fn set_users(state: &State, mut users: Vec<PersonId>, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let organisation = state.quoted().map(|quoted| &quoted.organisation).ok_or(Refusal::NotFound)?;
    facts.buyer_of(organisation)?;
    let running = match state {
        State::Absent => return Err(Refusal::NotFound),
        State::Quoted(_) | State::Ordered(_) => return Err(Refusal::NotSigned),
        State::Ending(_) | State::Closed(_) => return Err(Refusal::AlreadyOver),
        State::Signed(running) | State::Provisioned(running) | State::Active(running) => running,
    };
    users.sort();
    users.dedup();
    if users.len() > MOST {
        return Err(Refusal::TooManyUsers);
    }
    if users == running.users {
        return Ok(Vec::new());
    }
    let new = users.iter().any(|user| !running.users.contains(user));
    if new {
        may_add(running, &users, facts)?;
    }
    Ok(vec![Event::ServiceAgreementUsersSet { users, set_by: facts.actor.id }])
}

/// New users need an agreement that stands and a framework contract of everyone who decides (domain.md §4); each works
/// for one of the parties.
fn may_add(running: &Running, users: &[PersonId], facts: &Facts) -> Result<(), Refusal> {
    let (parent, today) = (facts.agreement_in_force()?, facts.today());
    if running.ordered.quoted.end < today {
        return Err(Refusal::AlreadyOver);
    }
    let covered = |organisation: &OrganisationId| {
        facts
            .framework_contracts
            .iter()
            .any(|contract| contract.organisation == *organisation && contract.holds_on(today))
    };
    if !parent.deciding.iter().all(covered) {
        return Err(Refusal::FrameworkContractNotActive);
    }
    let added = users.iter().filter(|user| !running.users.contains(user));
    if added.into_iter().all(|user| works_for_a_party(*user, parent, facts)) {
        Ok(())
    } else {
        Err(Refusal::UserNotAMember)
    }
}

fn works_for_a_party(user: PersonId, parent: &Parent, facts: &Facts) -> bool {
    facts
        .users
        .iter()
        .any(|held| parent.parties.contains(&held.organisation) && held.holds(user, &held.organisation, facts.today()))
}
