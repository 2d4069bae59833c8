//! How an event changes a mail.

use dars_vocabulary::Impossible;

use super::{Arrived, Event, State};

/// The state after `event`.
pub fn evolve(state: State, event: &Event) -> Result<State, Impossible> {
    let impossible = Impossible { state: state.name(), event: event.name() };
    match (state, event) {
        (
            State::Absent,
            Event::MailReceived {
                mail,
                why,
                names,
                attachments,
                content,
                due,
                empties_on,
                suspicion,
                received_at,
                numbers_removed,
            },
        ) => Ok(State::Waiting {
            arrived: Arrived {
                mail: *mail,
                why: *why,
                names: names.clone(),
                attachments: *attachments,
                content: content.clone(),
                due: *due,
                empties_on: *empties_on,
                suspicion: suspicion.clone(),
                received_at: *received_at,
                numbers_removed: *numbers_removed,
            },
        }),
        (State::Waiting { arrived }, Event::MailRuledOut { .. }) => {
            Ok(State::Waiting { arrived: Arrived { suspicion: None, ..arrived } })
        }
        (State::Waiting { arrived }, Event::MailFiled { into, .. }) => Ok(State::Filed { arrived, into: into.clone() }),
        (State::Waiting { arrived }, Event::MailDiscarded { reason, .. }) => {
            Ok(State::Discarded { arrived, reason: *reason })
        }
        (State::Waiting { arrived }, Event::MailExpired { .. }) => Ok(State::Expired { arrived }),
        (
            State::Waiting { .. } | State::Filed { .. } | State::Discarded { .. } | State::Expired { .. },
            Event::MailReceived { .. },
        )
        | (
            State::Absent | State::Filed { .. } | State::Discarded { .. } | State::Expired { .. },
            Event::MailRuledOut { .. }
            | Event::MailFiled { .. }
            | Event::MailDiscarded { .. }
            | Event::MailExpired { .. },
        ) => Err(impossible),
    }
}
