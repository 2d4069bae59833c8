//! A refusal is looked at again, at its applicant's wish, by another approver. An approval is not: an agreement is
//! being made of it, and what is asked for in it can be asked to change there.

use dars_rules::policy;
use dars_vocabulary::{PersonId, Sealed, StaffRole, calendar::working_days_after};
use jiff::civil::Date;

use super::{
    Case, Event, Facts, Refusal, State,
    decide::{may_see, no_own_organisation, today, visible},
    event,
    words::long,
};
use crate::rules::{fresh_sign_in::fresh_sign_in, independent_approver::independent_approver, person::person_needed};

/// A lead of the applicant organisation asks, in time, once.
pub(super) fn request(state: &State, reason: String, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    person_needed(&facts.actor)?;
    let case = state.case().ok_or(Refusal::Unknown)?;
    if !facts.leads.contains(&case.organisation) {
        may_see(state, &facts.actor)?;
        return Err(Refusal::RoleNeeded { who: "a lead of the applicant organisation" });
    }
    let (approver, decided_on) = refused(state)?;
    let reviews = || case.work.reviews.iter().filter(|review| review.version == case.version);
    if reviews().any(|review| review.outcome.as_ref().is_none_or(|outcome| outcome.upheld)) {
        return Err(Refusal::ReviewAsked);
    }
    let last_day = working_days_after(decided_on, policy::DECISION_REVIEW_REQUEST.value);
    if today(facts) > last_day {
        return Err(Refusal::ReviewTooLate { last_day });
    }
    long("/reason", &reason)?;
    Ok(vec![Event::DecisionReviewRequested(event::DecisionReviewRequested {
        nic: case.nic.clone(),
        version: case.version,
        approver,
        requested_on: today(facts),
        by: facts.actor.id,
        reason: Sealed::Open(reason),
    })])
}

/// An approver who neither decided nor ever worked on it lets the refusal stand, or sets it aside.
pub(super) fn review(state: &State, upheld: bool, reasons: String, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let case = visible(state, facts)?;
    if !facts.actor.is_staff(StaffRole::Approver) {
        return Err(Refusal::RoleNeeded { who: "an approver" });
    }
    independent_approver(case, &facts.known, facts.actor.id)?;
    no_own_organisation(case, facts)?;
    let (approver, _) = refused(state)?;
    if approver == facts.actor.id {
        return Err(Refusal::ApproverDecided);
    }
    not_overruled(case, facts)?;
    case.open_review().ok_or(Refusal::ReviewNotAsked)?;
    fresh_sign_in(&facts.actor, facts.technical_now)?;
    long("/reasons", &reasons)?;
    let (nic, version, by, reasons) = (case.nic.clone(), case.version, facts.actor.id, Sealed::Open(reasons));
    let reviewed_on = today(facts);
    Ok(vec![if upheld {
        Event::DecisionUpheld(event::DecisionUpheld { nic, version, reviewed_on, by, reasons })
    } else {
        Event::DecisionSetAside(event::DecisionSetAside { nic, version, reviewed_on, by, reasons })
    }])
}

/// Refuses those whose decision about this version was set aside.
pub(super) fn not_overruled(case: &Case, facts: &Facts) -> Result<(), Refusal> {
    if case.overruled().any(|approver| approver == facts.actor.id) { Err(Refusal::ApproverDecided) } else { Ok(()) }
}

/// Who refused it, and when.
fn refused(state: &State) -> Result<(PersonId, Date), Refusal> {
    match state {
        State::Absent => Err(Refusal::Unknown),
        State::Refused { approver, decided_on, .. } => Ok((*approver, *decided_on)),
        State::InReview { .. }
        | State::ReturnedIncomplete { .. }
        | State::Clarification { .. }
        | State::Assurance { .. }
        | State::PrecedentRoute { .. }
        | State::PagAdvice { .. }
        | State::AgdAdvice { .. }
        | State::Decision { .. }
        | State::Approved { .. }
        | State::ApprovedWithConditions { .. }
        | State::Withdrawn { .. }
        | State::Lapsed { .. } => Err(Refusal::NotRefused),
    }
}
