//! What a plan says to a command.

use dars_vocabulary::{Actor, ActorKind, DocumentVersion, london_date};
use jiff::{Timestamp, civil::Date};

use super::{Command, EndReason, Event, Plan, Refusal, Running, State};
use crate::ladder::Rung;

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
        Command::Plan(plan) => plan_ladder(state, plan, today),
        Command::End { version, reason } => Ok(end(state, version, reason, today)),
        Command::DatesPassed => Ok(match state {
            State::Absent | State::Ended(_) => Vec::new(),
            State::Running(running) => reached(running, today),
        }),
    }
}

fn plan_ladder(state: &State, plan: Plan, today: Date) -> Result<Vec<Event>, Refusal> {
    let (known, already, running) = match state {
        State::Absent => (None, &[][..], false),
        State::Running(running) => (Some(&running.plan), &running.reached[..], true),
        State::Ended(ended) => (Some(&ended.plan), &ended.reached[..], false),
    };
    let mut events = Vec::new();
    if let Some(known) = known {
        if known.version > plan.version || *known == plan {
            return Ok(events);
        }
        if known.version == plan.version || known.about != plan.about || known.ladder != plan.ladder {
            return Err(Refusal::PlannedOtherwise);
        }
        if running {
            events.push(Event::LadderEnded { plan: known.clone(), reason: EndReason::Superseded });
        }
    }
    let rungs: Vec<Rung> = plan.ladder.rungs_from(plan.counts_to, today);
    let rungs = rungs.into_iter().filter(|rung| !already.contains(rung)).collect();
    events.push(Event::LadderPlanned { plan, rungs });
    Ok(events)
}

fn end(state: &State, version: DocumentVersion, reason: EndReason, today: Date) -> Vec<Event> {
    match state {
        State::Running(running) if running.plan.version == version => {
            // What ended was reminded of to the last day, even if its end was heard before the sweep ran.
            let mut events = match reason {
                EndReason::Ended => reached(running, today),
                EndReason::Superseded => Vec::new(),
            };
            events.push(Event::LadderEnded { plan: running.plan.clone(), reason });
            events
        }
        State::Running(_) | State::Absent | State::Ended(_) => Vec::new(),
    }
}

fn reached(running: &Running, today: Date) -> Vec<Event> {
    let plan = &running.plan;
    let due = running.waiting.iter().filter(|rung| rung.date <= today);
    due.map(|rung| Event::RungReached {
        about: plan.about.clone(),
        ladder: plan.ladder,
        version: plan.version,
        counts_to: plan.counts_to,
        days_before: rung.days_before,
    })
    .collect()
}
