//! What an event makes of an agreement.

use dars_vocabulary::Impossible;

use super::{Active, Event, PartSigned, Signed, State};

/// The state after `event`.
pub fn evolve(state: State, event: &Event) -> Result<State, Impossible> {
    let impossible = Impossible { state: state.name(), event: event.name() };
    match event {
        Event::AgreementDrafted(draft) => match state {
            State::Absent => Ok(State::Draft(draft.clone())),
            State::Draft(_)
            | State::IssuedForSignature(_)
            | State::PartSigned(_)
            | State::Signed(_)
            | State::Active(_)
            | State::Expired(_) => Err(impossible),
        },
        Event::AgreementIssued(issued) => match state {
            State::Draft(_) => Ok(State::IssuedForSignature(issued.clone())),
            State::Absent
            | State::IssuedForSignature(_)
            | State::PartSigned(_)
            | State::Signed(_)
            | State::Active(_)
            | State::Expired(_) => Err(impossible),
        },
        Event::AgreementSignatureRecorded { signature, .. } => match state {
            State::IssuedForSignature(issued) => {
                Ok(State::PartSigned(PartSigned { issued, signatures: vec![signature.clone()] }))
            }
            State::PartSigned(mut part) => {
                part.signatures.push(signature.clone());
                Ok(State::PartSigned(part))
            }
            State::Absent | State::Draft(_) | State::Signed(_) | State::Active(_) | State::Expired(_) => {
                Err(impossible)
            }
        },
        Event::AgreementSigned { signed_on, .. } => match state {
            State::PartSigned(part) if part.issued.is_signed_by_all(&part.signatures) => {
                Ok(State::Signed(Signed { issued: part.issued, signatures: part.signatures, signed_on: *signed_on }))
            }
            State::PartSigned(_)
            | State::Absent
            | State::Draft(_)
            | State::IssuedForSignature(_)
            | State::Signed(_)
            | State::Active(_)
            | State::Expired(_) => Err(impossible),
        },
        Event::AgreementActivated { .. } => match state {
            State::Signed(signed) => Ok(State::Active(Active { signed, expiring_told: false })),
            State::Absent
            | State::Draft(_)
            | State::IssuedForSignature(_)
            | State::PartSigned(_)
            | State::Active(_)
            | State::Expired(_) => Err(impossible),
        },
        Event::AgreementExpiring { .. } => match state {
            State::Active(Active { signed, expiring_told: false }) => {
                Ok(State::Active(Active { signed, expiring_told: true }))
            }
            State::Active(Active { expiring_told: true, .. })
            | State::Absent
            | State::Draft(_)
            | State::IssuedForSignature(_)
            | State::PartSigned(_)
            | State::Signed(_)
            | State::Expired(_) => Err(impossible),
        },
        Event::AgreementExpired { .. } => match state {
            State::Active(active) => Ok(State::Expired(active.signed)),
            State::Absent
            | State::Draft(_)
            | State::IssuedForSignature(_)
            | State::PartSigned(_)
            | State::Signed(_)
            | State::Expired(_) => Err(impossible),
        },
    }
}
