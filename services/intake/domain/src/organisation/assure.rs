//! What an organisation shows: who records it, and what can be recorded.

use dars_vocabulary::{
    AssuranceParticulars, FieldError, Sealed, StaffRole,
    calendar::london_date,
    code::{AssuranceKind, AssuranceOutcome},
};

use jiff::civil::Date;

use super::{Assurance, Event, Facts, Refusal, Registered, Shown, State, decide::acceptable};
use crate::rules::{person::person_needed, staff, text};

/// Most kinds of places that one assurance names.
const MOST_PLACES: usize = 100;
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
    let Shown { kind, reference, outcome, valid_to, plan_approved, particulars } = shown;
    acceptable(
        [text::line("/reference", &reference), not_of_this_kind(kind, outcome)]
            .into_iter()
            .chain(particular(&particulars, london_date(facts.now)))
            .flatten()
            .collect(),
    )?;
    let assurance =
        Assurance { kind, reference: Sealed::Open(reference), outcome, valid_to, plan_approved, particulars };
    if known.assurances.contains(&assurance) {
        return Ok(Vec::new());
    }
    let Assurance { reference, particulars, .. } = assurance;
    Ok(vec![Event::AssuranceRecorded {
        organisation: known.organisation.clone(),
        kind,
        reference,
        outcome,
        valid_to,
        plan_approved,
        particulars,
        recorded_by: facts.actor.id,
    }])
}

/// Nothing was reviewed tomorrow, no version is of another century, and a country is a code.
fn particular(said: &AssuranceParticulars, today: Date) -> Vec<Option<FieldError>> {
    let error = |pointer: String, code: &str, detail: &str| {
        Some(FieldError { pointer, code: code.to_owned(), detail: detail.to_owned() })
    };
    let later = said.reviewed_on.is_some_and(|day| today < day);
    let version = said.version.is_some_and(|year| !(2018..=2099).contains(&year));
    let many = said.covers.len() > MOST_PLACES;
    let code = |country: &str| {
        let (letters, nation) = country.split_once('-').unwrap_or((country, "ENG"));
        letters.len() == 2 && nation.len() == 3 && letters.chars().chain(nation.chars()).all(|c| c.is_ascii_uppercase())
    };
    let places = said.covers.iter().enumerate().filter(|(_, place)| !code(&place.country));
    let places = places.map(|(at, _)| {
        error(format!("/particulars/covers/{at}/country"), "not-a-country", "Give the country's code, such as GB-ENG.")
    });
    let detail = "Give a day that is not yet to come.";
    [
        later.then(|| error("/particulars/reviewed_on".to_owned(), "in-future", detail)).flatten(),
        version
            .then(|| {
                let detail = "Give the year in which the version ends, 2018 to 2099.";
                error("/particulars/version".to_owned(), "out-of-range", detail)
            })
            .flatten(),
        many.then(|| error("/particulars/covers".to_owned(), "too-many", "Name at most 100 kinds of places."))
            .flatten(),
    ]
    .into_iter()
    .chain(places)
    .collect()
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
