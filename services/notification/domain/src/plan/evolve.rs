//! What an event makes of a plan.

use dars_vocabulary::Impossible;

use super::{Ended, Event, Forestalled, Running, State};

/// The state after `event`.
pub fn evolve(state: State, event: &Event) -> Result<State, Impossible> {
    let impossible = Impossible { state: state.name(), event: event.name() };
    match event {
        Event::LadderPlanned { plan, rungs } => {
            let reached = match state {
                State::Absent => Vec::new(),
                State::Forestalled(forestalled) => forestalled.reached,
                State::Ended(ended) => ended.reached,
                State::Running(_) => return Err(impossible),
            };
            Ok(State::Running(Running { plan: plan.clone(), waiting: rungs.clone(), reached }))
        }
        Event::RungReached(rung_reached) => match state {
            State::Running(mut running) if running.plan.counts_to == rung_reached.counts_to => {
                match running.waiting.first().copied() {
                    Some(rung) if rung.days_before == rung_reached.days_before => {
                        running.waiting.remove(0);
                        running.reached.push(rung);
                        Ok(State::Running(running))
                    }
                    Some(_) | None => Err(impossible),
                }
            }
            State::Running(_) | State::Absent | State::Forestalled(_) | State::Ended(_) => Err(impossible),
        },
        Event::LadderEnded { reason, .. } => match state {
            State::Running(running) => {
                Ok(State::Ended(Ended { plan: running.plan, reason: *reason, reached: running.reached }))
            }
            State::Absent | State::Forestalled(_) | State::Ended(_) => Err(impossible),
        },
        Event::LadderForestalled { edition, .. } => {
            let reached = match state {
                State::Absent => Vec::new(),
                State::Forestalled(forestalled) => forestalled.reached,
                State::Ended(ended) => ended.reached,
                State::Running(_) => return Err(impossible),
            };
            Ok(State::Forestalled(Forestalled { edition: *edition, reached }))
        }
    }
}
