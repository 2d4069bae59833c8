//! What an advisory group thinks of a new or contentious use before it is handed in (domain.md §4): a view that binds
//! nobody. A case officer asks for it in the preliminary notes, the groups' secretariat records it.

use std::collections::BTreeSet;

use dars_vocabulary::{FieldError, PersonId, Sealed, StaffRole, calendar::london_date, code::AdvisoryGroup};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Application, Event, Facts, Refusal, State, begin::nobody_of, decide::may_see, event, phase::Phase};
use crate::rules::{person::person_needed, staff, text};

/// So many advisers of one view, at most.
const ADVISERS: usize = 50;

/// What a group thinks so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlyView {
    /// Which group.
    pub group: AdvisoryGroup,
    /// The day on which it gave its view.
    pub given_on: Date,
    /// Who gave it.
    pub advisers: BTreeSet<PersonId>,
    /// Who recorded it.
    pub recorded_by: PersonId,
    /// The view in words.
    pub text: Sealed<String>,
}

/// The view as it is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewGiven {
    /// Which group.
    pub group: AdvisoryGroup,
    /// The day on which it gave its view.
    pub given_on: Date,
    /// Who gave it; at least one.
    pub advisers: BTreeSet<PersonId>,
    /// The view in words, at most 4,000 characters.
    pub text: String,
}

/// The groups' secretariat, of no part in it, until it is handed in.
pub(super) fn may_record<'a>(state: &'a State, facts: &Facts) -> Result<&'a Application, Refusal> {
    person_needed(&facts.actor)?;
    may_see(state, facts)?;
    if !staff::holds_any(&facts.actor, &[StaffRole::Secretariat]) {
        return Err(Refusal::SecretariatNeeded);
    }
    let Some(application) = state.application() else { return Err(Refusal::Unknown) };
    nobody_of(&application.organisation, facts)?;
    match state.phase() {
        Phase::Absent => return Err(Refusal::Unknown),
        Phase::Preliminary(_) | Phase::Writing(..) => {}
        Phase::Reviewed(..) | Phase::Approved(..) | Phase::Over(_) => return Err(Refusal::PreliminaryOver),
    }
    if application.early_advice_wanted().next().is_none() { Err(Refusal::ViewNotWanted) } else { Ok(application) }
}

pub(super) fn record(state: &State, facts: &Facts, view: ViewGiven) -> Result<Vec<Event>, Refusal> {
    let application = may_record(state, facts)?;
    let errors = wrong(application, &view, london_date(facts.now));
    if !errors.is_empty() {
        return Err(Refusal::Unacceptable { errors });
    }
    let ViewGiven { group, given_on, advisers, text } = view;
    let view = EarlyView { group, given_on, advisers, recorded_by: facts.actor.id, text: Sealed::Open(text) };
    Ok(vec![Event::EarlyViewRecorded(event::EarlyViewRecorded { nic: application.nic.clone(), view: Box::new(view) })])
}

fn wrong(application: &Application, view: &ViewGiven, today: Date) -> Vec<FieldError> {
    let error = |pointer: &str, code: &str, detail: &str| FieldError {
        pointer: pointer.to_owned(),
        code: code.to_owned(),
        detail: detail.to_owned(),
    };
    let unasked = !application.early_advice_wanted().any(|group| group == view.group);
    let unasked = unasked.then(|| error("/group", "not-wanted", "Nobody waits for a view of this group."));
    let future = view.given_on > today;
    let future = future.then(|| error("/given_on", "in-the-future", "A view is recorded once it was given."));
    let nobody = view.advisers.is_empty();
    let nobody = nobody.then(|| error("/advisers", "missing", "Name who gave the view."));
    let many = view.advisers.len() > ADVISERS;
    let many = many.then(|| error("/advisers", "too-many", "At most 50 people."));
    let words = text::said("/text", &view.text);
    [unasked, future, nobody, many, words].into_iter().flatten().collect()
}
