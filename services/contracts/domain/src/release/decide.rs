//! What a release says to a command.

use super::{Check, Command, Event, Facts, Produced, RECEIVING, Refusal, State, make::make, plan::plan, visible_to};

/// The events of `command`, or why not.
pub fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    facts.person()?;
    match command {
        Command::Plan { release, nic, content } => plan(state, release, nic, *content, facts),
        Command::Check => check(state, known(state, facts)?, facts),
        Command::Make => make(state, known(state, facts)?, facts),
        Command::Acknowledge => acknowledge(state, known(state, facts)?, facts),
    }
}

/// A stranger learns nothing, not even that it exists.
fn known<'a>(state: &'a State, facts: &Facts) -> Result<&'a Produced, Refusal> {
    let visible = visible_to(state, &facts.actor, &facts.organisations(), facts.parties());
    state.produced().filter(|_| visible).ok_or(Refusal::NotFound)
}

/// By another person than produced it; what is held may be checked too, and then waits to go out.
fn check(state: &State, produced: &Produced, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    facts.data_production()?;
    if produced.produced_by == facts.actor.id {
        return Err(Refusal::ChecksOwnRelease);
    }
    match state {
        State::Absent => Err(Refusal::NotFound),
        State::Released(_) | State::Acknowledged(_) => Err(Refusal::AlreadyReleased),
        State::Planned(_) | State::Qa(_) | State::Held(_) if state.check().is_some() => Err(Refusal::AlreadyChecked),
        State::Planned(_) | State::Qa(_) | State::Held(_) => {
            let check = Check { checked_by: facts.actor.id, checked_on: facts.today() };
            Ok(vec![Event::ReleaseChecked(check)])
        }
    }
}

fn acknowledge(state: &State, produced: &Produced, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    if !facts.is_member(&produced.content.recipient, &RECEIVING) {
        return Err(Refusal::RecipientNeeded);
    }
    match state {
        State::Absent => Err(Refusal::NotFound),
        State::Planned(_) | State::Qa(_) | State::Held(_) => Err(Refusal::NotReleased),
        State::Acknowledged(_) => Err(Refusal::AlreadyAcknowledged),
        State::Released(_) => {
            Ok(vec![Event::ReleaseAcknowledged { acknowledged_by: facts.actor.id, acknowledged_on: facts.today() }])
        }
    }
}
