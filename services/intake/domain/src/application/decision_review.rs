//! A decision that is looked at again at its applicant's wish, as `review` tells it. While that is open no change of the
//! same agreement is begun: what was refused may be decided again.

use dars_messages::facts::review::ReviewOutcome;
use dars_rules::{clock::Pause, policy};
use dars_vocabulary::{
    DocumentVersion, MembershipRole,
    calendar::{london_date, working_days_after},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Application, Approval, Case, Change, ChangeEnd, EndedChange, Event, Facts, State, UnderReview, event, lapse::as_of,
    people::gives, progress::handed_in,
};

/// Once that a decision was looked at again, or is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionReview {
    /// The version that was decided upon.
    pub version: DocumentVersion,
    /// The day on which it was asked for; `None` until that is heard.
    pub requested_on: Option<Date>,
    /// What came of it.
    pub reviewed: Option<Reviewed>,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    /// Whether the decision stands.
    pub outcome: ReviewOutcome,
    /// The day in London.
    pub on: Date,
}

impl Application {
    /// The last review of the decision about a version.
    pub fn review_of(&self, version: DocumentVersion) -> Option<&DecisionReview> {
        self.decision_reviews.iter().rev().find(|known| known.version == version)
    }

    /// Whether the decision about a version is being looked at again.
    pub fn is_reviewed_again(&self, version: DocumentVersion) -> bool {
        self.review_of(version).is_some_and(|known| known.reviewed.is_none())
    }

    /// Whether the last decision about a version was set aside.
    pub(super) fn was_set_aside(&self, version: DocumentVersion) -> bool {
        let last = self.review_of(version).and_then(|known| known.reviewed);
        last.is_some_and(|reviewed| reviewed.outcome == ReviewOutcome::SetAside)
    }

    /// Keeps that it was asked for.
    pub(super) fn review_requested(&mut self, version: DocumentVersion, on: Date) {
        let last = self.decision_reviews.iter_mut().rev().find(|known| known.version == version);
        if let Some(known) = last.filter(|known| known.requested_on.is_none()) {
            known.requested_on = Some(on);
        } else {
            self.decision_reviews.push(DecisionReview { version, requested_on: Some(on), reviewed: None });
        }
    }

    /// Keeps what came of it.
    pub(super) fn decision_reviewed(&mut self, version: DocumentVersion, reviewed: Reviewed) {
        let last = self.decision_reviews.iter_mut().rev().find(|known| known.version == version);
        if let Some(known) = last.filter(|known| known.reviewed.is_none()) {
            known.reviewed = Some(reviewed);
        } else {
            self.decision_reviews.push(DecisionReview { version, requested_on: None, reviewed: Some(reviewed) });
        }
    }
}

impl EndedChange {
    /// What was refused, and may be taken up again.
    pub(super) fn refused(&self) -> Option<&Case> {
        self.case.as_deref().filter(|_| self.how == ChangeEnd::Refused)
    }
}

impl State {
    /// The version whose refusal is being looked at again, if one is.
    pub fn under_decision_review(&self) -> Option<DocumentVersion> {
        let (version, _) = self.refused()?;
        self.application()?.is_reviewed_again(version).then_some(version)
    }

    /// What was refused last, and on which day; nothing when it was no refusal that ended it.
    fn refused(&self) -> Option<(DocumentVersion, Date)> {
        match self {
            Self::Refused { review, decided_on, .. } => Some((review.case.submission.version, *decided_on)),
            Self::Approved {
                ended_change: Some(EndedChange { version, how: ChangeEnd::Refused, ended_on, .. }),
                ..
            } => Some((*version, *ended_on)),
            Self::Approved { .. }
            | Self::Absent
            | Self::PrelimAssessment { .. }
            | Self::Draft { .. }
            | Self::Submitted(_)
            | Self::InReview(_)
            | Self::Clarification(_)
            | Self::Assurance(_)
            | Self::PrecedentRoute(_)
            | Self::PagAdvice(_)
            | Self::AgdAdvice(_)
            | Self::Decision(_)
            | Self::ReturnedIncomplete { .. }
            | Self::Redirected { .. }
            | Self::Withdrawn { .. }
            | Self::Lapsed { .. } => None,
        }
    }
}

/// What the caller may ask of `review` about it now: a review of its refusal, by a lead of its organisation, in time and
/// once.
pub fn permitted_in_review(state: &State, facts: &Facts) -> Vec<&'static str> {
    let state = as_of(state, facts);
    let (Some(application), Some((version, decided_on))) = (state.application(), state.refused()) else {
        return Vec::new();
    };
    let leads = facts.actor.is_person() && gives(&[MembershipRole::Lead], application, &facts.memberships, facts);
    let in_time = london_date(facts.now) <= working_days_after(decided_on, policy::DECISION_REVIEW_REQUEST.value);
    // What was set aside and refused anew may be asked for anew.
    let asked = application.review_of(version).is_some() && !application.was_set_aside(version);
    if leads && in_time && !asked { vec!["request-decision-review"] } else { Vec::new() }
}

/// It was asked for; once more only after the decision was set aside and made again.
pub(super) fn requested(state: &State, version: DocumentVersion, on: Date) -> Vec<Event> {
    let Some(application) = handed_in(state) else { return Vec::new() };
    let awaited = application.review_of(version).is_none_or(|last| {
        let again = last.reviewed.is_some_and(|reviewed| reviewed.outcome == ReviewOutcome::SetAside);
        last.requested_on.is_none_or(|before| again && before < on)
    });
    if !awaited || version > application.newest {
        return Vec::new();
    }
    vec![Event::DecisionReviewRequested(event::DecisionReviewRequested {
        nic: application.nic.clone(),
        version,
        requested_on: on,
    })]
}

/// It was looked at again. What is set aside is taken up when the case moves.
pub(super) fn reviewed(state: &State, version: DocumentVersion, outcome: ReviewOutcome, on: Date) -> Vec<Event> {
    let Some(application) = handed_in(state) else { return Vec::new() };
    let known = application.review_of(version).is_some_and(|last| last.reviewed.is_some());
    if known || version > application.newest {
        return Vec::new();
    }
    vec![Event::DecisionReviewed(event::DecisionReviewed {
        nic: application.nic.clone(),
        version,
        reviewed: Reviewed { outcome, on },
    })]
}

/// What was refused, as it was: our clock stood still until someone asked to look at it again.
pub(super) fn decided_again(mut review: UnderReview, decided_on: Date, on: Date) -> UnderReview {
    let asked = review.application.review_of(review.case.submission.version).and_then(|known| known.requested_on);
    review.case.pauses.push(Pause::decided(decided_on, asked.unwrap_or(on)));
    review
}

/// A change whose refusal was set aside: it is under way again, and what stands stands meanwhile.
pub(super) fn change_again(
    application: Application,
    standing: Approval,
    ended: EndedChange,
    on: Date,
) -> Option<UnderReview> {
    ended.refused()?;
    let EndedChange { kind: Some(kind), changes: Some(changes), case: Some(case), ended_on, .. } = ended else {
        return None;
    };
    let change = Some(Box::new(Change { kind, changes, standing, before: None }));
    Some(decided_again(UnderReview { application: Application { change, ..application }, case }, ended_on, on))
}

/// The refusal of the change before was set aside, and that change approved, while the next one was begun: what stands
/// under this one is another.
pub(super) fn approved_before(
    mut state: State,
    version: DocumentVersion,
    title: &str,
    with_conditions: bool,
    decided_on: Date,
) -> Result<State, Box<State>> {
    let change = state.application_mut().and_then(|application| application.change.as_mut());
    let before = change.filter(|change| change.before.as_ref().is_some_and(|before| before.version == version));
    let Some((change, case)) = before.and_then(|change| {
        let case = change.before.take()?.case?;
        Some((change, case))
    }) else {
        return Err(Box::new(state));
    };
    change.standing = Approval { case: *case, title: title.to_owned(), with_conditions, decided_on };
    Ok(state)
}
