//! A refusal that can be asked to be reviewed. `review` decides upon the wish; the applicant learns here that they may.

use dars_rules::policy;
use dars_vocabulary::{
    DocumentVersion, MembershipRole,
    calendar::{london_date, working_days_after},
};
use jiff::civil::Date;

use super::{ChangeEnd, EndedChange, Event, Facts, State, lapse::as_of, people::gives};

/// What was refused last, and on which day; nothing when it was no refusal that ended it.
fn refused(state: &State) -> Option<(DocumentVersion, Date)> {
    match state {
        State::Refused { review, decided_on, .. } => Some((review.case.submission.version, *decided_on)),
        State::Approved {
            ended_change: Some(EndedChange { version, how: ChangeEnd::Refused, ended_on, .. }), ..
        } => Some((*version, *ended_on)),
        State::Absent
        | State::PrelimAssessment { .. }
        | State::Draft { .. }
        | State::Submitted(_)
        | State::InReview(_)
        | State::Clarification(_)
        | State::Assurance(_)
        | State::PrecedentRoute(_)
        | State::PagAdvice(_)
        | State::AgdAdvice(_)
        | State::Decision(_)
        | State::ReturnedIncomplete { .. }
        | State::Approved { .. }
        | State::Redirected { .. }
        | State::Withdrawn { .. }
        | State::Lapsed { .. } => None,
    }
}

/// What `review` tells: its review was asked for. Once is enough.
pub(super) fn requested(state: &State, version: DocumentVersion) -> Vec<Event> {
    let Some(application) = state.application() else { return Vec::new() };
    let stands = refused(state).is_some_and(|(refused, _)| refused == version);
    if !stands || application.review_asked == Some(version) {
        return Vec::new();
    }
    vec![Event::DecisionReviewRequested { nic: application.nic.clone(), version }]
}

/// What the caller may ask of `review` about it now: a review of its refusal, by a lead of its organisation, in time and
/// once.
pub fn permitted_in_review(state: &State, facts: &Facts) -> Vec<&'static str> {
    let state = as_of(state, facts);
    let (Some(application), Some((version, decided_on))) = (state.application(), refused(&state)) else {
        return Vec::new();
    };
    let leads = facts.actor.is_person() && gives(&[MembershipRole::Lead], application, &facts.memberships, facts);
    let in_time = london_date(facts.now) <= working_days_after(decided_on, policy::DECISION_REVIEW_REQUEST.value);
    let open = leads && in_time && application.review_asked != Some(version);
    if open { vec!["request-decision-review"] } else { Vec::new() }
}
