//! What was recorded of a case is put right: a meeting shall say what the group said there, and no other meeting.

use super::{
    Correction, Event, Facts, Item, Refusal, State,
    agenda::{advised, list},
    decide::secretariat,
};

/// The meeting follows the case, which was asked first and keeps why. Who advised is looked at as when advice is
/// recorded. Minutes that were written say so only in a next edition.
pub(super) fn correct(state: &State, correction: Correction, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    secretariat(&facts.actor)?;
    let Correction { listing, outcome, waits, advisers } = correction;
    let (nic, by) = (listing.nic.clone(), facts.actor.id);
    let known = state.meeting().and_then(|meeting| meeting.item(&nic));
    let said = known.and_then(|item| if waits { item.said_before } else { item.outcome });
    let Some(outcome) = outcome else {
        return Ok(said.map(|_| Event::OutcomeWithdrawn { nic, by }).into_iter().collect());
    };
    match state {
        State::PutOff { .. } => return Err(Refusal::PutOff),
        State::Absent | State::Scheduled { .. } | State::MinutesDraft { .. } | State::MinutesPublished { .. } => {}
    }
    let sits = state.meeting().map(|meeting| &meeting.members).filter(|members| !members.is_empty());
    let members = sits.unwrap_or(&listing.along.members);
    let declarations = state.meeting().map(|meeting| meeting.declared_about(&nic).to_vec()).unwrap_or_default();
    let requesters = listing.requesters.clone();
    let mut item =
        Item { nic: nic.clone(), requesters, papers: Vec::new(), declarations, outcome: None, said_before: None };
    item.declared_elsewhere(&listing.along.declared);
    advised(members, &item, &advisers)?;
    match (known, said) {
        (Some(_), Some(said)) if said == outcome => Ok(Vec::new()),
        (Some(_), Some(_)) => Ok(vec![Event::OutcomeCorrected { nic, outcome, by }]),
        // It waits here to be seen once more, and this was said before.
        (Some(_), None) if waits => Ok(vec![Event::OutcomeCorrected { nic, outcome, by }]),
        (Some(_), None) => Ok(vec![Event::OutcomeNoted { nic, outcome, by }]),
        (None, _) => {
            let listed = list(state, listing, facts)?;
            let noted = Event::OutcomeNoted { nic, outcome, by };
            Ok(listed.into_iter().chain([noted]).collect())
        }
    }
}
