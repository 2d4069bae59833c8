//! What an organisation shows: who records it, and what can be recorded.

use dars_vocabulary::{
    FieldError, Sealed, StaffRole,
    calendar::london_date,
    code::{AssuranceKind, AssuranceOutcome},
};

use super::{Assurance, Event, Facts, Refusal, Registered, Shown, State, decide::acceptable};
use crate::rules::{person::person_needed, staff, text};

const RECORDERS: &[StaffRole] = &[StaffRole::CaseOfficer, StaffRole::SecurityReviewer];

/// Lets through the officers who check it, of any organisation but their own (domain.md §3).
pub(super) fn may_record(state: &State, facts: &Facts) -> Result<(), Refusal> {
    person_needed(&facts.actor)?;
    if !staff::holds_any(&facts.actor, RECORDERS) {
        return Err(Refusal::RoleNeeded);
    }
    let today = london_date(facts.now);
    // A membership that is yet to begin makes it theirs as well.
    let own = state.membership(facts.actor.id).is_some_and(|held| held.until.is_none_or(|until| today <= until));
    if own { Err(Refusal::OwnOrganisation) } else { Ok(()) }
}

/// The same, of one that is in the records.
pub(super) fn may_record_of(state: &State, facts: &Facts) -> Result<(), Refusal> {
    may_record(state, facts)?;
    match state {
        State::Absent => Err(Refusal::Unknown),
        State::Registered(_) => Ok(()),
    }
}

/// The last of its kind; none when it says what is already so.
pub(super) fn record(known: &Registered, facts: &Facts, shown: Shown) -> Result<Vec<Event>, Refusal> {
    let Shown { kind, reference, outcome, valid_to, plan_approved } = shown;
    acceptable(
        [text::line("/reference", &reference), not_of_this_kind(kind, outcome)].into_iter().flatten().collect(),
    )?;
    let assurance = Assurance { kind, reference: Sealed::Open(reference), outcome, valid_to, plan_approved };
    if known.assurances.contains(&assurance) {
        return Ok(Vec::new());
    }
    let Assurance { reference, .. } = assurance;
    Ok(vec![Event::AssuranceRecorded {
        organisation: known.organisation.clone(),
        kind,
        reference,
        outcome,
        valid_to,
        plan_approved,
        recorded_by: facts.actor.id,
    }])
}

/// Only the toolkit has grades; anything else was reviewed and accepted, or paid, or it was not.
fn not_of_this_kind(kind: AssuranceKind, outcome: AssuranceOutcome) -> Option<FieldError> {
    let fits = match outcome {
        AssuranceOutcome::Met | AssuranceOutcome::NotMet => true,
        AssuranceOutcome::Exceeded
        | AssuranceOutcome::Approaching
        | AssuranceOutcome::NotMetPlan
        | AssuranceOutcome::NotPublished => kind == AssuranceKind::Dspt,
    };
    (!fits).then(|| FieldError {
        pointer: "/outcome".to_owned(),
        code: "not-of-this-kind".to_owned(),
        detail: "Only the toolkit has this outcome: use met or not-met.".to_owned(),
    })
}
