//! How an officer ends it before its last day, or while it is still on its way.

use dars_vocabulary::{Sealed, code::TerminationReason};

use super::{Event, Facts, Refusal, State, Termination, prepare::case_officer};

/// The longest note.
const NOTE_CHARACTERS: usize = 4_000;

pub(super) fn terminate(
    state: &State,
    reason: TerminationReason,
    note: Option<String>,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    case_officer(facts)?;
    let today = facts.today();
    match state {
        State::Absent => return Err(Refusal::NotFound),
        State::Ended(_) => return Err(Refusal::AlreadyEnded),
        State::Requested(_)
        | State::Draft(_)
        | State::Issued(_)
        | State::PartSigned(_)
        | State::Signed(_)
        | State::Active(_) => {}
    }
    // Its dates have ended it, even if the sweep has not come by.
    if state.signed().is_some_and(|signed| signed.last_day() < today) {
        return Err(Refusal::AlreadyEnded);
    }
    if note.as_ref().is_some_and(|note| note.chars().count() > NOTE_CHARACTERS) {
        return Err(Refusal::NoteTooLong);
    }
    let (contract, organisation) = (state.contract(), state.organisation());
    let (contract, organisation) = contract.zip(organisation).ok_or(Refusal::NotFound)?;
    Ok(vec![Event::FrameworkContractTerminated {
        contract: contract.clone(),
        organisation: organisation.clone(),
        ended_on: today,
        termination: Termination { reason, note: note.map(Sealed::Open), terminated_by: facts.actor.id },
    }])
}
