//! Whether anything is missing: looked at while a case is in review, and recorded before it goes on.

use std::collections::BTreeSet;

use dars_vocabulary::{Sealed, content::SectionName};

use super::{
    Case, Event, Facts, Refusal, State,
    cover::their_case,
    decide::{for_case_officer, today},
    event,
    words::{long, some, wrong},
};

/// Its officer says what was looked at, and what is missing.
pub(super) fn check(
    state: &State,
    complete: bool,
    missing: BTreeSet<SectionName>,
    note: Option<String>,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    let case = for_case_officer(state, facts)?;
    match state {
        State::Absent => return Err(Refusal::Unknown),
        State::InReview { officer: None, .. } => return Err(Refusal::NotAssigned),
        State::InReview { officer: Some(officer), .. } => their_case(*officer, facts)?,
        State::ReturnedIncomplete { .. } => return Err(Refusal::SentBack),
        State::Clarification { .. } => return Err(Refusal::InClarification),
        State::Assurance { .. }
        | State::PrecedentRoute { .. }
        | State::PagAdvice { .. }
        | State::AgdAdvice { .. }
        | State::Decision { .. } => {
            return Err(Refusal::AlreadyAssessed);
        }
        State::Approved { .. } | State::ApprovedWithConditions { .. } | State::Refused { .. } => {
            return Err(Refusal::AlreadyDecided);
        }
        State::Withdrawn { .. } | State::Lapsed { .. } => return Err(Refusal::Over),
    }
    if complete && !missing.is_empty() {
        wrong("/missing", "value-not-acceptable", "Nothing is missing in an application that is complete.")?;
    }
    if !complete {
        some("/missing", missing.len())?;
    }
    let note = note.filter(|note| !note.trim().is_empty());
    if let Some(note) = &note {
        long("/note", note)?;
    }
    Ok(vec![checked(case, complete, missing, note, facts)])
}

/// What `ready` and `return` say of completeness where nobody said it before.
pub(super) fn unless_checked(
    case: &Case,
    complete: bool,
    missing: BTreeSet<SectionName>,
    facts: &Facts,
) -> Option<Event> {
    let known = case.work.completeness.as_ref();
    let said = known.is_some_and(|known| known.version == case.version && known.complete == complete);
    if said { None } else { Some(checked(case, complete, missing, None, facts)) }
}

/// Whether the last look at this version found something missing.
pub(super) fn found_incomplete(case: &Case) -> bool {
    case.work.completeness.as_ref().is_some_and(|known| known.version == case.version && !known.complete)
}

fn checked(case: &Case, complete: bool, missing: BTreeSet<SectionName>, note: Option<String>, facts: &Facts) -> Event {
    Event::CompletenessChecked(event::CompletenessChecked {
        nic: case.nic.clone(),
        version: case.version,
        complete,
        missing,
        note: note.map(Sealed::Open),
        by: facts.actor.id,
        on: today(facts),
    })
}
