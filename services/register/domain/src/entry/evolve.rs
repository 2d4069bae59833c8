//! What an event makes of an entry.

use std::collections::BTreeMap;

use dars_vocabulary::Impossible;

use super::{Access, Ending, Event, Heard, Known, State, Version};

/// The state after `event`.
pub fn evolve(state: State, event: &Event) -> Result<State, Impossible> {
    let mut known = match state {
        State::Absent => Known { nic: event.nic().clone(), versions: BTreeMap::new() },
        State::Known(known) => known,
    };
    let before = known.versions.remove(&event.version());
    let name = before.as_ref().map_or("ABSENT", Version::name);
    let after = step(before, event).ok_or(Impossible { state: name, event: event.name() })?;
    known.versions.insert(event.version(), after);
    Ok(State::Known(known))
}

/// The version after `event`; `None` when it cannot follow.
fn step(before: Option<Version>, event: &Event) -> Option<Version> {
    match event {
        Event::VersionReceived(entry) => match before {
            None => Some(Version::Held { entry: entry.clone(), heard: Heard::default() }),
            Some(Version::Awaited { heard }) => Some(Version::Held { entry: entry.clone(), heard }),
            Some(Version::Held { .. } | Version::Pending { .. } | Version::Published { .. }) => None,
        },
        Event::EntryPending { since, .. } => match before {
            Some(Version::Held { entry, mut heard }) => {
                heard.in_force = true;
                Some(Version::Pending { entry, heard, since: *since })
            }
            None | Some(Version::Awaited { .. } | Version::Pending { .. } | Version::Published { .. }) => None,
        },
        Event::EntryPublished { published_on, published_by, .. } => match before {
            Some(Version::Pending { entry, heard, .. }) => Some(Version::Published {
                entry,
                heard,
                published_on: *published_on,
                published_by: *published_by,
                end_told: None,
            }),
            None | Some(Version::Awaited { .. } | Version::Held { .. } | Version::Published { .. }) => None,
        },
        Event::EntryEnded { ended_on, .. } => match before {
            Some(Version::Published { entry, mut heard, published_on, published_by, end_told: None }) => {
                // What was written before endings were kept with their kind told of the last day alone.
                if heard.ended_on().is_none() {
                    heard.expired_on = Some(*ended_on);
                }
                Some(Version::Published { entry, heard, published_on, published_by, end_told: Some(*ended_on) })
            }
            None
            | Some(
                Version::Awaited { .. } | Version::Held { .. } | Version::Pending { .. } | Version::Published { .. },
            ) => None,
        },
        Event::InForceNoted { .. }
        | Event::EndNoted { .. }
        | Event::SupersededNoted { .. }
        | Event::AccessNoted { .. }
        | Event::ClosedNoted { .. }
        | Event::ReleaseNoted { .. } => {
            let mut version = before.unwrap_or_else(|| Version::Awaited { heard: Heard::default() });
            note(version.heard_mut(), event).then_some(version)
        }
    }
}

/// Keeps what was told; false when it was known already, which no decision tells twice.
fn note(heard: &mut Heard, event: &Event) -> bool {
    match event {
        Event::InForceNoted { from, .. } => {
            heard.from = *from;
            !std::mem::replace(&mut heard.in_force, true)
        }
        Event::EndNoted { ended_on, how: Ending::Expired, .. } => heard.expired_on.replace(*ended_on).is_none(),
        Event::EndNoted { ended_on, how: Ending::Terminated, .. } => heard.terminated_on.replace(*ended_on).is_none(),
        Event::SupersededNoted { by, .. } => heard.superseded_by.replace(*by).is_none(),
        Event::AccessNoted { suspended, at, .. } => {
            let known = heard.access.replace(Access { suspended: *suspended, at: *at });
            known.is_none_or(|known| known.at <= *at)
        }
        Event::ClosedNoted { closed_on, .. } => heard.closed_on.replace(*closed_on).is_none(),
        Event::ReleaseNoted { release, .. } => {
            heard.releases.insert(release.release.clone(), release.clone()).is_none()
        }
        Event::VersionReceived(_)
        | Event::EntryPending { .. }
        | Event::EntryPublished { .. }
        | Event::EntryEnded { .. } => false,
    }
}
