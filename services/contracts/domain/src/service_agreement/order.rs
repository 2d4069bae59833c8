//! Ordering, setting up, letting users in.

use super::{Event, Facts, Refusal, State};

pub(super) fn order(state: &State, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let quoted = match state {
        State::Absent => return Err(Refusal::NotFound),
        State::Quoted(quoted) => quoted,
        State::Ordered(_)
        | State::Signed(_)
        | State::Provisioned(_)
        | State::Active(_)
        | State::Ending(_)
        | State::Closed(_) => {
            facts.buyer_of(&organisation(state)?)?;
            return Err(Refusal::NotAQuote);
        }
    };
    facts.buyer_of(&quoted.organisation)?;
    facts.standing_agreement()?;
    if quoted.end < facts.today() {
        return Err(Refusal::AlreadyOver);
    }
    Ok(vec![Event::ServiceAgreementOrdered { ordered_by: facts.actor.id }])
}

pub(super) fn provision(state: &State, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    facts.provider()?;
    match state {
        State::Absent => Err(Refusal::NotFound),
        State::Quoted(_) | State::Ordered(_) => Err(Refusal::NotSigned),
        State::Provisioned(_) | State::Active(_) => Err(Refusal::AlreadyProvisioned),
        State::Ending(_) | State::Closed(_) => Err(Refusal::AlreadyOver),
        State::Signed(running) => {
            facts.standing_agreement()?;
            if running.ordered.quoted.end < facts.today() {
                return Err(Refusal::AlreadyOver);
            }
            Ok(vec![Event::ServiceAgreementProvisioned { provisioned_by: facts.actor.id }])
        }
    }
}

pub(super) fn activate(state: &State, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    facts.provider()?;
    let running = match state {
        State::Absent => return Err(Refusal::NotFound),
        State::Quoted(_) | State::Ordered(_) | State::Signed(_) => return Err(Refusal::NotProvisioned),
        State::Active(_) => return Err(Refusal::AlreadyActive),
        State::Ending(_) | State::Closed(_) => return Err(Refusal::AlreadyOver),
        State::Provisioned(running) => running,
    };
    facts.agreement_in_force()?;
    let (quoted, today) = (&running.ordered.quoted, facts.today());
    if today < quoted.start {
        return Err(Refusal::NotBegun(quoted.start));
    }
    if quoted.end < today {
        return Err(Refusal::AlreadyOver);
    }
    Ok(vec![Event::ServiceAgreementActivated { activated_by: facts.actor.id }])
}

fn organisation(state: &State) -> Result<dars_vocabulary::OrganisationId, Refusal> {
    state.quoted().map(|quoted| quoted.organisation.clone()).ok_or(Refusal::NotFound)
}
