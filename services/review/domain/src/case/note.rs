//! Notes: for the body's staff alone, at any time, also of what is over.

use dars_vocabulary::{Sealed, StaffRole};

use super::{
    Event, Facts, Refusal, State,
    decide::{no_own_organisation, visible},
    event,
    words::long,
};

/// Who works on cases.
const WRITERS: [StaffRole; 8] = [
    StaffRole::CaseOfficer,
    StaffRole::TeamManager,
    StaffRole::Secretariat,
    StaffRole::SecurityReviewer,
    StaffRole::IgAdviser,
    StaffRole::DataProduction,
    StaffRole::Finance,
    StaffRole::Approver,
];

/// A note changes nothing of the case, and makes nobody one who worked on it.
pub(super) fn add(state: &State, text: String, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let case = visible(state, facts)?;
    if !WRITERS.iter().any(|role| facts.actor.is_staff(*role)) {
        return Err(Refusal::RoleNeeded { who: "those who work on cases" });
    }
    no_own_organisation(case, facts)?;
    long("/text", &text)?;
    let number = case.work.notes.saturating_add(1);
    Ok(vec![Event::NoteAdded(event::NoteAdded {
        nic: case.nic.clone(),
        number,
        text: Sealed::Open(text),
        by: facts.actor.id,
    })])
}
