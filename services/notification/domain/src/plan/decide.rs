//! What a plan says to a command.

use dars_vocabulary::{Actor, ActorKind, london_date};
use jiff::{Timestamp, civil::Date};

use super::{Command, Edition, EndReason, Event, Plan, Reached, Refusal, Running, State, Track};
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
        Command::End { edition, reason } => Ok(end(state, edition, reason, today)),
        Command::Settle { track, edition } => Ok(settle(state, track, edition)),
        Command::DatesPassed => Ok(match state {
            State::Absent | State::Forestalled(_) | State::Ended(_) => Vec::new(),
            State::Running(running) => reached(running, today),
        }),
    }
}

fn plan_ladder(state: &State, plan: Plan, today: Date) -> Result<Vec<Event>, Refusal> {
    let mut events = Vec::new();
    let (known, already) = match state {
        State::Absent => (None, &[][..]),
        State::Forestalled(forestalled) if plan.edition <= forestalled.edition => return Ok(events),
        State::Forestalled(forestalled) => (None, &forestalled.reached[..]),
        State::Running(running) => (Some(&running.plan), &running.reached[..]),
        State::Ended(ended) => (Some(&ended.plan), &ended.reached[..]),
    };
    if let Some(known) = known {
        if known.track != plan.track {
            return Err(Refusal::PlannedOtherwise);
        }
        if known.edition > plan.edition || (known.edition == plan.edition && !is_news(state, known, &plan)) {
            return Ok(events);
        }
        if let State::Running(_) = state {
            events.push(Event::LadderEnded { plan: known.clone(), reason: EndReason::Superseded });
        }
    }
    let rungs: Vec<Rung> = plan.track.ladder.rungs_from(plan.counts_to, today);
    let rungs = rungs.into_iter().filter(|rung| !already.contains(rung)).collect();
    events.push(Event::LadderPlanned { plan, rungs });
    Ok(events)
}

/// Whether the same edition is told with something new. Its owner tells in order, so the later date holds.
fn is_news(state: &State, known: &Plan, plan: &Plan) -> bool {
    let settled = match state {
        State::Ended(ended) => ended.reason == EndReason::Settled,
        State::Absent | State::Forestalled(_) | State::Running(_) => false,
    };
    match plan.edition {
        // A round is asked once: what is told of it after its answer was overtaken.
        Edition::Round(_) if settled => false,
        Edition::Version(_) | Edition::Round(_) | Edition::At(_) => {
            known != plan || (settled && plan.track.ladder.resumes())
        }
    }
}

fn end(state: &State, edition: Option<Edition>, reason: EndReason, today: Date) -> Vec<Event> {
    match state {
        State::Running(running) if edition.is_none_or(|edition| edition == running.plan.edition) => {
            // What ended was reminded of to the last day, even if its end was heard before the sweep ran.
            let mut events = match reason {
                EndReason::Ended => reached(running, today),
                EndReason::Superseded | EndReason::Settled => Vec::new(),
            };
            events.push(Event::LadderEnded { plan: running.plan.clone(), reason });
            events
        }
        State::Running(_) | State::Absent | State::Forestalled(_) | State::Ended(_) => Vec::new(),
    }
}

fn settle(state: &State, track: Track, edition: Edition) -> Vec<Event> {
    let known = match state {
        State::Absent => None,
        State::Forestalled(forestalled) => Some(forestalled.edition),
        State::Ended(ended) => Some(ended.plan.edition),
        State::Running(running) if running.plan.edition <= edition => {
            let mut events = vec![Event::LadderEnded { plan: running.plan.clone(), reason: EndReason::Settled }];
            if running.plan.edition < edition {
                events.push(Event::LadderForestalled { track, edition });
            }
            return events;
        }
        // A newer round is open.
        State::Running(_) => return Vec::new(),
    };
    if known.is_some_and(|known| known >= edition) {
        return Vec::new();
    }
    vec![Event::LadderForestalled { track, edition }]
}

fn reached(running: &Running, today: Date) -> Vec<Event> {
    let plan = &running.plan;
    let due = running.waiting.iter().filter(|rung| rung.date <= today);
    due.map(|rung| {
        Event::RungReached(Reached {
            track: plan.track.clone(),
            edition: plan.edition,
            counts_to: plan.counts_to,
            until: plan.until,
            days_before: rung.days_before,
        })
    })
    .collect()
}
