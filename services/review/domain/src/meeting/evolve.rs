//! How an event changes a meeting.

use std::collections::BTreeSet;

use dars_vocabulary::{Impossible, Nic};

use super::{Event, Item, Meeting, Published, State};

/// The state after `event`.
pub fn evolve(state: State, event: &Event) -> Result<State, Impossible> {
    let impossible = Impossible { state: state.name(), event: event.name() };
    after(state, event).ok_or(impossible)
}

fn after(mut state: State, event: &Event) -> Option<State> {
    match event {
        Event::ItemListed { reference, group, meets_on, nic, requesters, declared, .. } => {
            let mut item = Item {
                nic: nic.clone(),
                requesters: requesters.clone(),
                papers: Vec::new(),
                declarations: Vec::new(),
                outcome: None,
                said_before: None,
            };
            if state == State::Absent {
                item.declared_elsewhere(declared);
                let meeting = Meeting {
                    reference: reference.clone(),
                    group: *group,
                    meets_on: *meets_on,
                    members: BTreeSet::new(),
                    chair: None,
                    items: vec![item],
                    taken_off: Vec::new(),
                };
                return Some(State::Scheduled { meeting });
            }
            let meeting = state.meeting_mut()?;
            // Submitted anew, or back from another list: an interest declared before still counts.
            if let Some(known) = meeting.items.iter_mut().find(|known| known.nic == *nic) {
                known.requesters.clone_from(requesters);
                known.said_before = known.said();
                known.outcome = None;
                known.declared_elsewhere(declared);
            } else {
                let mut item = match meeting.taken_off.iter().position(|known| known.nic == *nic) {
                    Some(at) => Item { requesters: requesters.clone(), ..meeting.taken_off.remove(at) },
                    None => item,
                };
                item.declared_elsewhere(declared);
                meeting.items.push(item);
            }
            Some(state)
        }
        Event::ItemTakenOff { nic, .. } => {
            let meeting = state.meeting_mut()?;
            let item = item(meeting, nic)?;
            match item.said_before.take() {
                // It waits elsewhere; what the group said here stays.
                Some(said) => item.outcome = Some(said),
                None => take_off(meeting, nic)?,
            }
            Some(state)
        }
        Event::OutcomeNoted { nic, outcome, .. } => {
            let item = item(state.meeting_mut()?, nic)?;
            (item.outcome, item.said_before) = (Some(*outcome), None);
            Some(state)
        }
        Event::OutcomeCorrected { nic, outcome, .. } => {
            let item = item(state.meeting_mut()?, nic)?;
            let said = if item.outcome.is_some() { &mut item.outcome } else { &mut item.said_before };
            *said = Some(*outcome);
            Some(state)
        }
        Event::OutcomeWithdrawn { nic, .. } => {
            let meeting = state.meeting_mut()?;
            let item = item(meeting, nic)?;
            item.said_before = None;
            if item.outcome.take().is_some() {
                take_off(meeting, nic)?;
            }
            Some(state)
        }
        Event::MembersSet { members, chair, .. } => {
            let meeting = state.meeting_mut()?;
            (meeting.members, meeting.chair) = (members.clone(), *chair);
            Some(state)
        }
        Event::AgendaSet { items, .. } => {
            let meeting = state.meeting_mut()?;
            let mut before = std::mem::take(&mut meeting.items);
            for (nic, papers) in items {
                let at = before.iter().position(|item| item.nic == *nic)?;
                let item = before.remove(at);
                meeting.items.push(Item { papers: papers.clone(), ..item });
            }
            // Those who no longer wait for it stand last.
            meeting.items.append(&mut before);
            Some(state)
        }
        Event::InterestDeclared { nic, declaration } => {
            let item = item(state.meeting_mut()?, nic)?;
            item.declarations.retain(|known| known.adviser != declaration.adviser);
            item.declarations.push(declaration.clone());
            Some(state)
        }
        Event::MeetingPutOff { to, .. } => match state {
            State::Scheduled { meeting } => Some(State::PutOff { meeting, to: *to }),
            State::Absent | State::PutOff { .. } | State::MinutesDraft { .. } | State::MinutesPublished { .. } => None,
        },
        Event::MinutesWritten { minutes, .. } => {
            let minutes = minutes.clone();
            match state {
                State::Scheduled { meeting } => Some(State::MinutesDraft { meeting, minutes, standing: None }),
                State::MinutesDraft { meeting, standing, .. } => {
                    Some(State::MinutesDraft { meeting, minutes, standing })
                }
                State::MinutesPublished { meeting, published } => {
                    Some(State::MinutesDraft { meeting, minutes, standing: Some(published) })
                }
                State::Absent | State::PutOff { .. } => None,
            }
        }
        Event::MinutesPublished { by, published_on, .. } => match state {
            State::MinutesDraft { meeting, minutes, .. } => {
                let published = Published { minutes, published_on: *published_on, confirmed_by: *by };
                Some(State::MinutesPublished { meeting, published })
            }
            State::Absent | State::Scheduled { .. } | State::PutOff { .. } | State::MinutesPublished { .. } => None,
        },
    }
}

fn item<'a>(meeting: &'a mut Meeting, nic: &Nic) -> Option<&'a mut Item> {
    meeting.items.iter_mut().find(|item| item.nic == *nic)
}

/// Off the list, and not forgotten: what was declared about it counts when it comes back.
fn take_off(meeting: &mut Meeting, nic: &Nic) -> Option<()> {
    let at = meeting.items.iter().position(|item| item.nic == *nic)?;
    let item = meeting.items.remove(at);
    meeting.taken_off.push(item);
    Some(())
}
