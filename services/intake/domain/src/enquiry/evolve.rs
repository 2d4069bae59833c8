//! How an event changes an enquiry.

use dars_vocabulary::Impossible;

use super::{
    Asked, Event, State,
    state::{At, Stage},
};

/// The state after `event`.
#[expect(clippy::needless_pass_by_value, reason = "every aggregate's evolve has this shape")]
pub fn evolve(state: State, event: &Event) -> Result<State, Impossible> {
    let impossible = || Impossible { state: state.name(), event: event.name() };
    let open = || match state.stage() {
        Stage::Open(asked, at) => Ok((asked.clone(), at)),
        Stage::Absent | Stage::Over(_) | Stage::Converted(_) => Err(impossible()),
    };
    match event {
        Event::EnquiryRaised { enquiry, channel, topic, answer_due, enquirer, purpose, raised_by } => {
            match state.stage() {
                Stage::Absent => Ok(State::New {
                    asked: Asked {
                        enquiry: enquiry.clone(),
                        channel: *channel,
                        topic: *topic,
                        answer_due: *answer_due,
                        enquirer: enquirer.clone(),
                        purpose: purpose.clone(),
                        raised_by: *raised_by,
                        messages: 0,
                    },
                }),
                Stage::Open(..) | Stage::Over(_) | Stage::Converted(_) => Err(impossible()),
            }
        }
        Event::EnquiryTriaged { .. } => match open()? {
            (asked, At::New) => Ok(State::Triaged { asked }),
            (_, At::Triaged | At::WithExpert { .. } | At::AwaitingEnquirer { .. }) => Err(impossible()),
        },
        Event::EnquiryRouted { team, .. } => open().map(|(asked, at)| match at {
            At::New | At::Triaged | At::WithExpert { .. } => State::WithExpert { asked, team: *team },
            // Another team has it, and the question stands.
            At::AwaitingEnquirer { chase_on, close_on, .. } => {
                State::AwaitingEnquirer { asked, team: *team, chase_on, close_on }
            }
        }),
        Event::EnquiryMessageAdded { number, .. } => {
            open().map(|(asked, at)| at.with(Asked { messages: *number, ..asked }))
        }
        Event::EnquiryAsked { team, chase_on, close_on, .. } => match open()? {
            (asked, At::WithExpert { .. }) => {
                Ok(State::AwaitingEnquirer { asked, team: *team, chase_on: *chase_on, close_on: *close_on })
            }
            (_, At::New | At::Triaged | At::AwaitingEnquirer { .. }) => Err(impossible()),
        },
        Event::EnquiryReplied { .. } => match open()? {
            (asked, At::AwaitingEnquirer { team, .. }) => Ok(State::WithExpert { asked, team }),
            (_, At::New | At::Triaged | At::WithExpert { .. }) => Err(impossible()),
        },
        Event::EnquiryClosedNoReply { .. } => match open()? {
            (asked, At::AwaitingEnquirer { .. }) => Ok(State::ClosedNoReply { asked }),
            (_, At::New | At::Triaged | At::WithExpert { .. }) => Err(impossible()),
        },
        Event::EnquiryAnswered { .. } => open().map(|(asked, _)| State::Answered { asked }),
        Event::EnquirySignposted { to, .. } => open().map(|(asked, _)| State::Signposted { asked, to: to.clone() }),
        Event::EnquiryMarkedDuplicate { of, .. } => open().map(|(asked, _)| State::Duplicate { asked, of: of.clone() }),
        Event::EnquiryClosed { reason, .. } => open().map(|(asked, _)| State::Closed { asked, reason: *reason }),
        Event::EnquiryConverted { nic, .. } => open().map(|(asked, _)| State::Converted { asked, nic: nic.clone() }),
        Event::EnquiryReopened { answer_due, .. } => match state.stage() {
            Stage::Over(asked) => Ok(State::Triaged { asked: Asked { answer_due: *answer_due, ..asked.clone() } }),
            Stage::Absent | Stage::Open(..) | Stage::Converted(_) => Err(impossible()),
        },
    }
}
