//! What a framework contract says to a command.

use dars_vocabulary::{Actor, ActorKind, london_date};
use jiff::{Timestamp, civil::Date};

use super::{Command, Contract, Event, Refusal, State};

/// What deciding needs besides the state.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Trade time.
    pub now: Timestamp,
    /// Technical time.
    pub technical_now: Timestamp,
    /// Who asks.
    pub actor: Actor,
}

/// The events of `command`, or why not.
pub fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    if facts.actor.kind != ActorKind::System {
        return Err(Refusal::SystemOnly);
    }
    let today = london_date(facts.now);
    match command {
        Command::Record(contract) => record(state, &contract, today),
        Command::DatesPassed => Ok(match state {
            State::Absent | State::Activated(_) => Vec::new(),
            State::Recorded(contract) => activated(contract, today),
        }),
    }
}

fn record(state: &State, contract: &Contract, today: Date) -> Result<Vec<Event>, Refusal> {
    match state {
        State::Absent if contract.end < contract.start => Err(Refusal::EndBeforeStart),
        State::Absent => {
            let mut events = vec![Event::FrameworkContractRecorded(contract.clone())];
            events.extend(activated(contract, today));
            Ok(events)
        }
        State::Recorded(known) | State::Activated(known) if known == contract => Ok(Vec::new()),
        State::Recorded(_) | State::Activated(_) => Err(Refusal::AlreadyRecorded),
    }
}

fn activated(contract: &Contract, today: Date) -> Vec<Event> {
    if contract.start <= today { vec![Event::FrameworkContractActivated(contract.clone())] } else { Vec::new() }
}
