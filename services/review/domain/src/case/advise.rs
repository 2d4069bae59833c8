//! What the advisory groups do, as their secretariat records it.

use std::collections::BTreeSet;

use dars_vocabulary::{
    PersonId, Sealed, StaffRole,
    code::{AdviceOutcome, AdvisoryGroup},
};
use jiff::civil::Date;

use super::{
    Advising, Case, Event, Facts, Meeting, Refusal, State, Whence,
    decide::{no_own_organisation, today, visible},
    event,
    words::{long, some, wrong},
};

/// The secretariat puts the case on a meeting's list, then records what was said: advice, never an approval. A
/// clarification that interrupts the stage doesn't keep the group from meeting.
pub(super) fn advise(state: &State, advising: Advising, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let case = visible(state, facts)?;
    if !facts.actor.is_staff(StaffRole::Secretariat) {
        return Err(Refusal::RoleNeeded { who: "the advisory groups' secretariat" });
    }
    no_own_organisation(case, facts)?;
    let group = match advising {
        Advising::Schedule { group, .. } | Advising::Outcome { group, .. } => group,
    };
    before(state, group)?;
    match advising {
        Advising::Schedule { group, meets_on } => schedule(case, group, meets_on, facts),
        Advising::Outcome { group, outcome, met_on, advisers, text } => {
            record(case, group, outcome, met_on, advisers, text, facts)
        }
    }
}

/// Refuses what another group's stage, or no group's, would see recorded.
fn before(state: &State, group: AdvisoryGroup) -> Result<(), Refusal> {
    match state {
        State::Absent => Err(Refusal::Unknown),
        State::PagAdvice { .. } | State::AgdAdvice { .. } | State::Clarification { .. } => {
            if state.stage().and_then(Whence::group) == Some(group) { Ok(()) } else { Err(Refusal::NotBeforeGroup) }
        }
        State::InReview { .. } | State::Assurance { .. } | State::PrecedentRoute { .. } | State::Decision { .. } => {
            Err(Refusal::NotBeforeGroup)
        }
        State::ReturnedIncomplete { .. } => Err(Refusal::SentBack),
        State::Approved { .. } | State::ApprovedWithConditions { .. } | State::Refused { .. } => {
            Err(Refusal::AlreadyDecided)
        }
        State::Withdrawn { .. } | State::Lapsed { .. } => Err(Refusal::Over),
    }
}

fn schedule(case: &Case, group: AdvisoryGroup, meets_on: Date, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    if meets_on < today(facts) {
        wrong("/meets_on", "in-the-past", "A meeting is scheduled for today or later.")?;
    }
    if case.meeting == Some(Meeting { group, meets_on }) {
        return Ok(Vec::new());
    }
    Ok(vec![Event::AdviceScheduled(event::AdviceScheduled {
        nic: case.nic.clone(),
        group,
        meets_on,
        by: facts.actor.id,
    })])
}

fn record(
    case: &Case,
    group: AdvisoryGroup,
    outcome: AdviceOutcome,
    met_on: Date,
    advisers: BTreeSet<PersonId>,
    text: String,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    if case.meeting.is_none_or(|meeting| meeting.group != group) {
        return Err(Refusal::AdviceNotScheduled);
    }
    if met_on > today(facts) {
        wrong("/met_on", "in-the-future", "Advice is recorded once the group has met.")?;
    }
    if met_on < case.submitted_on {
        wrong("/met_on", "before-submission", "The group cannot have met before this version was submitted.")?;
    }
    some("/advisers", advisers.len())?;
    long("/text", &text)?;
    let nic = case.nic.clone();
    let text = Sealed::Open(text);
    Ok(vec![Event::AdviceRecorded(event::AdviceRecorded {
        nic,
        group,
        outcome,
        met_on,
        advisers,
        by: facts.actor.id,
        text,
    })])
}
