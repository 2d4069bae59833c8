//! What a service agreement says to a command.

use dars_vocabulary::{Actor, ActorKind};

use super::{
    Command, Event, Facts, Refusal, State,
    dates::due,
    order::{activate, order, provision},
    quote::offer,
    sign::sign,
    users::set_users,
    visible_to,
};

/// The events of `command`, or why not.
pub fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Quote { document, sha256 } => {
            person(&facts.actor)?;
            offer(state, document, sha256, facts)
        }
        Command::Order => {
            person_who_may_know(state, facts)?;
            order(state, facts)
        }
        Command::Sign { sha256, side } => {
            person_who_may_know(state, facts)?;
            sign(state, &sha256, side, facts)
        }
        Command::Provision => {
            person_who_may_know(state, facts)?;
            provision(state, facts)
        }
        Command::Activate => {
            person_who_may_know(state, facts)?;
            activate(state, facts)
        }
        Command::SetUsers(users) => {
            person_who_may_know(state, facts)?;
            set_users(state, users, facts)
        }
        Command::DatesPassed => {
            system(&facts.actor)?;
            Ok(due(state, facts.agreement.as_ref().and_then(|agreement| agreement.ended_on), facts.today()))
        }
    }
}

fn system(actor: &Actor) -> Result<(), Refusal> {
    if actor.kind == ActorKind::System { Ok(()) } else { Err(Refusal::SystemOnly) }
}

fn person(actor: &Actor) -> Result<(), Refusal> {
    match actor.kind {
        ActorKind::Public => Err(Refusal::SignInNeeded),
        ActorKind::Machine | ActorKind::System => Err(Refusal::PersonNeeded),
        ActorKind::Person => Ok(()),
    }
}

/// A stranger learns nothing, not even that it exists.
fn person_who_may_know(state: &State, facts: &Facts) -> Result<(), Refusal> {
    person(&facts.actor)?;
    if visible_to(state, &facts.actor, &facts.organisations()) { Ok(()) } else { Err(Refusal::NotFound) }
}
