//! What is told of a meeting: that its minutes can be read. The cases tell themselves when they are scheduled and
//! advised on.

use dars_messages::{Outgoing, facts::review::MinutesPublishedV1};
use dars_review_domain::meeting::Event;

/// What is told of a meeting.
pub fn meeting(event: &Event) -> Vec<Outgoing> {
    match event {
        Event::MinutesPublished { reference, group, met_on, edition, published_on, .. } => {
            vec![Outgoing::fact(&MinutesPublishedV1 {
                meeting: reference.clone(),
                group: *group,
                met_on: *met_on,
                edition: *edition,
                published_on: *published_on,
            })]
        }
        Event::ItemListed { .. }
        | Event::ItemTakenOff { .. }
        | Event::OutcomeNoted { .. }
        | Event::OutcomeCorrected { .. }
        | Event::OutcomeWithdrawn { .. }
        | Event::MembersSet { .. }
        | Event::AgendaSet { .. }
        | Event::InterestDeclared { .. }
        | Event::MeetingPutOff { .. }
        | Event::MinutesWritten { .. } => Vec::new(),
    }
}
