//! What is told of attachments: that the scanner refused one, and nothing else.

use dars_intake_domain::attachment::Event;
use dars_messages::{Outgoing, facts::intake::AttachmentRefusedV1};

/// What is told of one event.
pub fn attachment(event: &Event) -> Vec<Outgoing> {
    match event {
        Event::AttachmentRefused { nic, number, .. } => {
            vec![Outgoing::fact(&AttachmentRefusedV1 { nic: nic.clone(), attachment: *number })]
        }
        Event::AttachmentAdded { .. }
        | Event::AttachmentRemoved { .. }
        | Event::AttachmentExplained { .. }
        | Event::TextExplained { .. }
        | Event::AttachmentPassed { .. }
        | Event::AttachmentsHandedIn { .. } => Vec::new(),
    }
}
