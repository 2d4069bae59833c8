//! Step 5: what is told outside of each event. Pure and exhaustive.

use dars_messages::{
    Outgoing,
    facts::register::{EntryEndedV1, EntryPendingV1, EntryPublishedV1},
};
use dars_register_domain::entry::Event;

/// What is told of an entry: where it stands; what stands in it is read from the register.
pub fn entry(event: &Event) -> Vec<Outgoing> {
    match event {
        Event::EntryPending { nic, version, since: _ } => {
            vec![Outgoing::fact(&EntryPendingV1 { nic: nic.clone(), version: *version })]
        }
        Event::EntryPublished { nic, version, published_on, published_by: _ } => {
            vec![Outgoing::fact(&EntryPublishedV1 { nic: nic.clone(), version: *version, published_on: *published_on })]
        }
        Event::EntryEnded { nic, version, ended_on } => {
            vec![Outgoing::fact(&EntryEndedV1 { nic: nic.clone(), version: *version, ended_on: *ended_on })]
        }
        // Told by its owner, and of no use to anyone else.
        Event::VersionReceived(_)
        | Event::InForceNoted { .. }
        | Event::EndNoted { .. }
        | Event::SupersededNoted { .. }
        | Event::AccessNoted { .. }
        | Event::ClosedNoted { .. }
        | Event::ReleaseNoted { .. } => Vec::new(),
    }
}
