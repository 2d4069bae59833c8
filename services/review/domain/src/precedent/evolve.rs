//! How an event changes a precedent.

use std::collections::BTreeSet;

use dars_vocabulary::Impossible;

use super::{Approved, Event, Precedent, Proposal, State};

/// The state after `event`.
pub fn evolve(state: State, event: &Event) -> Result<State, Impossible> {
    let impossible = Impossible { state: state.name(), event: event.name() };
    after(state, event).ok_or(impossible)
}

fn after(state: State, event: &Event) -> Option<State> {
    match event {
        Event::PrecedentProposed { reference, version, terms, by, proposed_on } => {
            let proposal =
                Proposal { version: *version, terms: terms.clone(), proposed_by: *by, proposed_on: *proposed_on };
            let mut precedent = state.precedent().cloned().unwrap_or_else(|| Precedent {
                reference: reference.clone(),
                latest: 0,
                versions: Vec::new(),
                makers: BTreeSet::new(),
                uses: 0,
            });
            precedent.latest = *version;
            precedent.makers.insert(*by);
            match state {
                State::Absent | State::Proposed { .. } => Some(State::Proposed { precedent, proposal }),
                State::Approved { .. } => Some(State::Approved { precedent, next: Some(proposal) }),
                State::Ended { .. } => None,
            }
        }
        Event::PrecedentApproved { version, by, approved_on, .. } => {
            let (mut precedent, proposal) = match state {
                State::Proposed { precedent, proposal } | State::Approved { precedent, next: Some(proposal) } => {
                    (precedent, proposal)
                }
                State::Absent | State::Approved { next: None, .. } | State::Ended { .. } => return None,
            };
            if proposal.version != *version {
                return None;
            }
            precedent.makers.insert(*by);
            precedent.versions.push(Approved { proposal, approved_by: *by, approved_on: *approved_on });
            Some(State::Approved { precedent, next: None })
        }
        Event::PrecedentEnded { ended_on, by, reason, .. } => match state {
            State::Proposed { precedent, .. } | State::Approved { precedent, .. } => {
                Some(State::Ended { precedent, ended_on: *ended_on, ended_by: *by, reason: reason.clone() })
            }
            State::Absent | State::Ended { .. } => None,
        },
        Event::PrecedentUsed { .. } => match state {
            State::Approved { mut precedent, next } => {
                precedent.uses = precedent.uses.saturating_add(1);
                Some(State::Approved { precedent, next })
            }
            State::Absent | State::Proposed { .. } | State::Ended { .. } => None,
        },
    }
}
