//! What an event makes of a framework contract.

use dars_messages::facts::contracts::FrameworkContractEnd;
use dars_vocabulary::Impossible;

use super::{Active, Draft, Ended, Event, Papers, PartSigned, Signed, State};

/// The state after `event`.
pub fn evolve(state: State, event: &Event) -> Result<State, Impossible> {
    let impossible = Impossible { state: state.name(), event: event.name() };
    next(state, event).ok_or(impossible)
}

/// The state after `event`, if it can follow.
fn next(state: State, event: &Event) -> Option<State> {
    match event {
        Event::FrameworkContractRecorded(terms) => matches!(state, State::Absent).then(|| {
            State::Signed(Signed { terms: terms.clone(), papers: None, signed_on: terms.start, successor: None })
        }),
        Event::FrameworkContractRequested(request) => {
            matches!(state, State::Absent).then(|| State::Requested(request.clone()))
        }
        Event::FrameworkContractDrafted(draft) => drafted(&state, draft),
        Event::FrameworkContractIssued(issued) => {
            matches!(state, State::Draft(_)).then(|| State::Issued(issued.clone()))
        }
        Event::FrameworkContractSignatureRecorded { signature, .. } => match state {
            State::Issued(issued) => Some(State::PartSigned(PartSigned { issued, signature: signature.clone() })),
            State::PartSigned(part) if part.signature.side != signature.side => Some(State::Signed(Signed {
                terms: part.issued.document.terms(),
                signed_on: dars_vocabulary::london_date(signature.at),
                papers: Some(Papers { issued: part.issued, signatures: vec![part.signature, signature.clone()] }),
                successor: None,
            })),
            State::PartSigned(_)
            | State::Absent
            | State::Requested(_)
            | State::Draft(_)
            | State::Signed(_)
            | State::Active(_)
            | State::Ended(_) => None,
        },
        Event::FrameworkContractActivated(_) => match state {
            State::Signed(signed) => Some(State::Active(Active { signed, expiring_told: false })),
            State::Absent
            | State::Requested(_)
            | State::Draft(_)
            | State::Issued(_)
            | State::PartSigned(_)
            | State::Active(_)
            | State::Ended(_) => None,
        },
        Event::FrameworkContractSuccessionSet { successor, .. } => match state {
            State::Signed(signed) => Some(State::Signed(Signed { successor: successor.clone(), ..signed })),
            State::Active(Active { signed, expiring_told }) => {
                let signed = Signed { successor: successor.clone(), ..signed };
                Some(State::Active(Active { signed, expiring_told }))
            }
            State::Absent
            | State::Requested(_)
            | State::Draft(_)
            | State::Issued(_)
            | State::PartSigned(_)
            | State::Ended(_) => None,
        },
        Event::FrameworkContractExpiring { .. } => match state {
            State::Active(Active { signed, expiring_told: false }) => {
                Some(State::Active(Active { signed, expiring_told: true }))
            }
            State::Active(Active { expiring_told: true, .. })
            | State::Absent
            | State::Requested(_)
            | State::Draft(_)
            | State::Issued(_)
            | State::PartSigned(_)
            | State::Signed(_)
            | State::Ended(_) => None,
        },
        Event::FrameworkContractEnded { contract, organisation, ended_on, why } => match state {
            State::Signed(signed) | State::Active(Active { signed, .. }) => Some(State::Ended(Ended {
                contract: contract.clone(),
                organisation: organisation.clone(),
                terms: Some(signed.terms),
                papers: signed.papers,
                ended_on: *ended_on,
                why: *why,
                termination: None,
            })),
            State::Absent
            | State::Requested(_)
            | State::Draft(_)
            | State::Issued(_)
            | State::PartSigned(_)
            | State::Ended(_) => None,
        },
        Event::FrameworkContractTerminated { contract, organisation, ended_on, termination } => match state {
            State::Absent | State::Ended(_) => None,
            State::Requested(_)
            | State::Draft(_)
            | State::Issued(_)
            | State::PartSigned(_)
            | State::Signed(_)
            | State::Active(_) => Some(State::Ended(Ended {
                contract: contract.clone(),
                organisation: organisation.clone(),
                terms: state.terms(),
                papers: state
                    .issued()
                    .map(|issued| Papers { issued: issued.clone(), signatures: state.signatures().to_vec() }),
                ended_on: *ended_on,
                why: FrameworkContractEnd::Terminated,
                termination: Some(termination.clone()),
            })),
        },
    }
}

fn drafted(state: &State, draft: &Draft) -> Option<State> {
    match state {
        State::Requested(_) | State::Draft(_) => Some(State::Draft(draft.clone())),
        State::Absent
        | State::Issued(_)
        | State::PartSigned(_)
        | State::Signed(_)
        | State::Active(_)
        | State::Ended(_) => None,
    }
}
