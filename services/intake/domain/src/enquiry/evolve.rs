//! How an event changes an enquiry.

use dars_vocabulary::Impossible;

use super::{Asked, Event, State};

/// The state after `event`.
pub fn evolve(state: State, event: &Event) -> Result<State, Impossible> {
    let impossible = Impossible { state: state.name(), event: event.name() };
    match event {
        Event::EnquiryRaised { enquiry, channel, topic, answer_due, enquirer, purpose, raised_by } => match state {
            State::Absent => Ok(State::New {
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
            State::New { .. } | State::WithExpert { .. } | State::Converted { .. } => Err(impossible),
        },
        Event::EnquiryRouted { team, .. } => match state {
            State::New { asked } | State::WithExpert { asked, .. } => Ok(State::WithExpert { asked, team: *team }),
            State::Absent | State::Converted { .. } => Err(impossible),
        },
        Event::EnquiryMessageAdded { number, .. } => match state {
            State::New { asked } => Ok(State::New { asked: Asked { messages: *number, ..asked } }),
            State::WithExpert { asked, team } => {
                Ok(State::WithExpert { asked: Asked { messages: *number, ..asked }, team })
            }
            State::Absent | State::Converted { .. } => Err(impossible),
        },
        Event::EnquiryConverted { nic, .. } => match state {
            State::New { asked } | State::WithExpert { asked, .. } => Ok(State::Converted { asked, nic: nic.clone() }),
            State::Absent | State::Converted { .. } => Err(impossible),
        },
    }
}
