//! What an event makes of a service agreement.

use dars_messages::facts::contracts::Side;
use dars_vocabulary::Impossible;

use super::{Closed, Ending, Event, Ordered, Running, State};

/// The state after `event`.
pub fn evolve(state: State, event: &Event) -> Result<State, Impossible> {
    let impossible = Impossible { state: state.name(), event: event.name() };
    next(state, event).ok_or(impossible)
}

/// The state after `event`, if it can follow.
fn next(state: State, event: &Event) -> Option<State> {
    match (state, event) {
        (State::Absent, Event::ServiceAgreementQuoted(quoted)) => Some(State::Quoted(quoted.clone())),
        (State::Quoted(quoted), Event::ServiceAgreementOrdered { ordered_by }) => {
            Some(State::Ordered(Ordered { quoted, ordered_by: *ordered_by, signatures: Vec::new() }))
        }
        (State::Ordered(mut ordered), Event::ServiceAgreementSignatureRecorded { signature })
            if !ordered.signatures.iter().any(|given| given.side == signature.side) =>
        {
            ordered.signatures.push(signature.clone());
            Some(State::Ordered(ordered))
        }
        (State::Ordered(ordered), Event::ServiceAgreementSigned) if is_signed(&ordered) => {
            Some(State::Signed(Running { ordered, users: Vec::new() }))
        }
        (State::Signed(running), Event::ServiceAgreementProvisioned { .. }) => Some(State::Provisioned(running)),
        (State::Provisioned(running), Event::ServiceAgreementActivated { .. }) => Some(State::Active(running)),
        (State::Signed(running), Event::ServiceAgreementUsersSet { users, .. }) => {
            Some(State::Signed(Running { users: users.clone(), ..running }))
        }
        (State::Provisioned(running), Event::ServiceAgreementUsersSet { users, .. }) => {
            Some(State::Provisioned(Running { users: users.clone(), ..running }))
        }
        (State::Active(running), Event::ServiceAgreementUsersSet { users, .. }) => {
            Some(State::Active(Running { users: users.clone(), ..running }))
        }
        (
            State::Signed(running) | State::Provisioned(running) | State::Active(running),
            Event::ServiceAgreementEnding { ended_on },
        ) => Some(State::Ending(Ending { running, ended_on: *ended_on })),
        (
            state @ (State::Quoted(_) | State::Ordered(_) | State::Ending(_)),
            Event::ServiceAgreementClosed { ended_on },
        ) => state.quoted().map(|quoted| {
            State::Closed(Closed {
                quoted: quoted.clone(),
                signatures: state.signatures().to_vec(),
                ended_on: *ended_on,
            })
        }),
        (
            State::Absent
            | State::Quoted(_)
            | State::Ordered(_)
            | State::Signed(_)
            | State::Provisioned(_)
            | State::Active(_)
            | State::Ending(_)
            | State::Closed(_),
            Event::ServiceAgreementQuoted(_)
            | Event::ServiceAgreementOrdered { .. }
            | Event::ServiceAgreementSignatureRecorded { .. }
            | Event::ServiceAgreementSigned
            | Event::ServiceAgreementProvisioned { .. }
            | Event::ServiceAgreementActivated { .. }
            | Event::ServiceAgreementUsersSet { .. }
            | Event::ServiceAgreementEnding { .. }
            | Event::ServiceAgreementClosed { .. },
        ) => None,
    }
}

fn is_signed(ordered: &Ordered) -> bool {
    [Side::Organisation, Side::Body].iter().all(|side| ordered.signatures.iter().any(|given| given.side == *side))
}
