//! What `intake` tells of an application under review. What is known, unknown or overtaken changes nothing.

use dars_vocabulary::{Nic, Sealed};
use jiff::civil::Date;

use super::{Event, Round, State, event};

/// The words of an answer; kept even where the case has moved on, since they belong to its record.
pub(super) fn answer(state: &State, number: u32, round: u32, text: Option<String>) -> Vec<Event> {
    let Some(case) = state.case() else { return Vec::new() };
    let rounds = case.clarification(number).map(|known| known.rounds.as_slice()).unwrap_or_default();
    let awaited = rounds.iter().any(|known: &Round| known.round == round && known.answer.is_none());
    if !awaited {
        return Vec::new();
    }
    // Emptied before we heard it: nothing is left to know it by.
    let text = text.map_or_else(|| Sealed::Redacted(String::new()), Sealed::Open);
    vec![Event::AnswerReceived(event::AnswerReceived { nic: case.nic.clone(), number, round, text })]
}

/// That the latest round of an open clarification was answered.
pub(super) fn answered(state: &State, number: u32, round: u32, answered_on: Date) -> Vec<Event> {
    // An advisory question is answered while the case goes on.
    let Some(case) = state.case().filter(|_| state.ended_on().is_none()) else { return Vec::new() };
    let awaited = case.clarification(number).is_some_and(|known| known.is_open() && known.round() == round);
    if awaited {
        vec![Event::ClarificationAnswered(event::ClarificationAnswered {
            nic: case.nic.clone(),
            number,
            round,
            answered_on,
        })]
    } else {
        Vec::new()
    }
}

/// That it ended without a decision; a telling from before this version was submitted is about an earlier one.
pub(super) fn ended(state: &State, on: Date, event: impl FnOnce(Nic) -> Event) -> Vec<Event> {
    match state {
        State::InReview { case, .. }
        | State::ReturnedIncomplete { case, .. }
        | State::Clarification { case, .. }
        | State::Assurance { case, .. }
        | State::PrecedentRoute { case, .. }
        | State::PagAdvice { case, .. }
        | State::AgdAdvice { case, .. }
        | State::Decision { case, .. } => {
            if on < case.submitted_on {
                Vec::new()
            } else {
                vec![event(case.nic.clone())]
            }
        }
        State::Absent
        | State::Approved { .. }
        | State::ApprovedWithConditions { .. }
        | State::Refused { .. }
        | State::Withdrawn { .. }
        | State::Lapsed { .. } => Vec::new(),
    }
}
