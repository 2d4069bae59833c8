//! How an event changes the attachments of an application.

use dars_vocabulary::{Impossible, Nic};

use super::{Attachment, Event, Explained, Folder, HandedIn, Scan, State};

/// The state after `event`.
pub fn evolve(state: State, event: &Event) -> Result<State, Impossible> {
    let impossible = Impossible { state: state.name(), event: event.name() };
    match event {
        Event::AttachmentAdded { nic, number, added_on, added_by, format, size, text, numbers, scan, file } => {
            let mut folder = opened(state, nic);
            folder.attachments.push(Attachment {
                number: *number,
                added_on: *added_on,
                added_by: *added_by,
                format: *format,
                size: *size,
                text: *text,
                numbers: numbers.clone(),
                explained: None,
                scan: *scan,
                removed_on: None,
                file: file.clone(),
            });
            Ok(State::Kept(folder))
        }
        Event::TextExplained { nic, pointer, numbers, reason, .. } => {
            let mut folder = opened(state, nic);
            folder.explained.push(Explained { pointer: pointer.clone(), numbers: numbers.clone(), reason: *reason });
            Ok(State::Kept(folder))
        }
        Event::AttachmentsHandedIn { version, attachments, .. } => {
            let State::Kept(mut folder) = state else { return Err(impossible) };
            folder.handed_in.push(HandedIn { version: *version, attachments: attachments.clone() });
            Ok(State::Kept(folder))
        }
        Event::AttachmentRemoved { number, removed_on, .. } => {
            changed(state, *number, |known| known.removed_on = Some(*removed_on)).ok_or(impossible)
        }
        Event::AttachmentExplained { number, reason, .. } => {
            changed(state, *number, |known| known.explained = Some(*reason)).ok_or(impossible)
        }
        Event::AttachmentPassed { number, .. } => {
            changed(state, *number, |known| known.scan = Scan::Passed).ok_or(impossible)
        }
        Event::AttachmentRefused { number, .. } => {
            changed(state, *number, |known| known.scan = Scan::Harmful).ok_or(impossible)
        }
    }
}

fn opened(state: State, nic: &Nic) -> Folder {
    match state {
        State::Kept(folder) => folder,
        State::Absent => {
            Folder { nic: nic.clone(), attachments: Vec::new(), explained: Vec::new(), handed_in: Vec::new() }
        }
    }
}

fn changed(state: State, number: u32, change: impl FnOnce(&mut Attachment)) -> Option<State> {
    let State::Kept(mut folder) = state else { return None };
    change(folder.attachments.iter_mut().find(|known| known.number == number)?);
    Some(State::Kept(folder))
}
