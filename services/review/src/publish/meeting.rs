//! What is told of a meeting: that its minutes can be read, and to whom it opens and closes its cases. The cases tell
//! themselves when they are scheduled and advised on.

use dars_messages::{
    Outgoing,
    facts::review::{CasePapersV1, MinutesPublishedV1},
};
use dars_review_domain::meeting::{Event, State, listed, papers};
use dars_vocabulary::Nic;

/// What is told of a meeting.
pub fn meeting(after: &State, event: &Event) -> Vec<Outgoing> {
    minutes(event).into_iter().chain(opened(after, event)).collect()
}

/// To whom its cases are open now, of each that the event touches.
fn opened(after: &State, event: &Event) -> Vec<Outgoing> {
    match event {
        // Nobody sits there yet, and nobody said anything: nothing is known of it anywhere.
        Event::ItemListed { nic, .. } if papers(after, nic) == papers(&State::Absent, nic) => Vec::new(),
        Event::ItemListed { nic, .. }
        | Event::ItemTakenOff { nic, .. }
        | Event::OutcomeNoted { nic, .. }
        | Event::OutcomeCorrected { nic, .. }
        | Event::OutcomeWithdrawn { nic, .. }
        | Event::InterestDeclared { nic, .. } => of(after, nic).into_iter().collect(),
        Event::MembersSet { .. } | Event::MeetingPutOff { .. } | Event::MinutesWritten { .. } => {
            listed(after).into_iter().filter_map(|nic| of(after, nic)).collect()
        }
        Event::AgendaSet { .. } | Event::MinutesPublished { .. } => Vec::new(),
    }
}

fn of(after: &State, nic: &Nic) -> Option<Outgoing> {
    let meeting = after.meeting()?;
    let item = meeting.items.iter().chain(&meeting.taken_off).find(|item| item.nic == *nic)?;
    let who = papers(after, nic);
    Some(Outgoing::fact(&CasePapersV1 {
        nic: nic.clone(),
        meeting: meeting.reference.clone(),
        requesters: item.requesters.iter().cloned().collect(),
        considered: meeting.item(nic).is_some_and(|item| item.outcome.is_some()),
        undeclared: who.undeclared.into_iter().collect(),
        interested: who.interested.into_iter().collect(),
        open_to: who.open_to.into_iter().collect(),
    }))
}

fn minutes(event: &Event) -> Vec<Outgoing> {
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
