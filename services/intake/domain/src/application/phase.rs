//! What several stages have in common: most commands see no more of a state than this.

use dars_messages::facts::review::CaseStage;
use dars_vocabulary::DocumentVersion;

use super::{Application, Approval, Case, State, UnderReview};

/// A state, as most commands see it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Phase<'a> {
    /// Not known.
    Absent,
    /// Waits for its preliminary assessment.
    Preliminary(&'a Application),
    /// Being written, as this version.
    Writing(&'a Application, DocumentVersion),
    /// Handed in; `None`: no case yet.
    Reviewed(&'a UnderReview, Option<CaseStage>),
    /// Approved, and no change under way.
    Approved(&'a Application, &'a Approval),
    /// Over for good.
    Over(&'a Application),
}

impl State {
    /// How most commands see it.
    pub(super) fn phase(&self) -> Phase<'_> {
        match self {
            Self::Absent => Phase::Absent,
            Self::PrelimAssessment { application, .. } => Phase::Preliminary(application),
            Self::Draft { application, version, .. } => Phase::Writing(application, *version),
            Self::ReturnedIncomplete { review, .. } => {
                Phase::Writing(&review.application, review.application.newest.next_minor())
            }
            Self::Submitted(review) => Phase::Reviewed(review, None),
            Self::InReview(review) => Phase::Reviewed(review, Some(CaseStage::InReview)),
            Self::Clarification(review) => Phase::Reviewed(review, Some(CaseStage::Clarification)),
            Self::Assurance(review) => Phase::Reviewed(review, Some(CaseStage::Assurance)),
            Self::PrecedentRoute(review) => Phase::Reviewed(review, Some(CaseStage::PrecedentRoute)),
            Self::PagAdvice(review) => Phase::Reviewed(review, Some(CaseStage::PagAdvice)),
            Self::AgdAdvice(review) => Phase::Reviewed(review, Some(CaseStage::AgdAdvice)),
            Self::Decision(review) => Phase::Reviewed(review, Some(CaseStage::Decision)),
            Self::Approved { application, approval, .. } => Phase::Approved(application, approval),
            Self::Refused { review, .. } => Phase::Over(&review.application),
            Self::Redirected { application, .. }
            | Self::Withdrawn { application, .. }
            | Self::Lapsed { application, .. } => Phase::Over(application),
        }
    }

    /// What it is, once proposed.
    pub fn application(&self) -> Option<&Application> {
        match self.phase() {
            Phase::Absent => None,
            Phase::Preliminary(application)
            | Phase::Writing(application, _)
            | Phase::Approved(application, _)
            | Phase::Over(application) => Some(application),
            Phase::Reviewed(review, _) => Some(&review.application),
        }
    }

    /// What was handed in last and what came of it, if anything was. Of a change that is still being written: what
    /// stands.
    pub fn case(&self) -> Option<&Case> {
        match self {
            Self::Absent | Self::PrelimAssessment { .. } | Self::Redirected { .. } => None,
            Self::Draft { application, .. } => application.change.as_ref().map(|change| &change.standing.case),
            Self::Submitted(review)
            | Self::InReview(review)
            | Self::Clarification(review)
            | Self::Assurance(review)
            | Self::PrecedentRoute(review)
            | Self::PagAdvice(review)
            | Self::AgdAdvice(review)
            | Self::Decision(review)
            | Self::ReturnedIncomplete { review, .. }
            | Self::Refused { review, .. } => Some(&review.case),
            Self::Approved { approval, .. } => Some(&approval.case),
            Self::Withdrawn { case, .. } | Self::Lapsed { case, .. } => case.as_deref(),
        }
    }

    /// The approval that stands: of the application, or under the change that is on its way.
    pub fn approval(&self) -> Option<&Approval> {
        match self.phase() {
            Phase::Approved(_, approval) => Some(approval),
            Phase::Absent | Phase::Preliminary(_) | Phase::Writing(..) | Phase::Reviewed(..) | Phase::Over(_) => {
                self.application()?.change.as_ref().map(|change| &change.standing)
            }
        }
    }

    /// Whether its content is the draft rather than what was handed in.
    pub fn is_being_written(&self) -> bool {
        match self.phase() {
            Phase::Preliminary(_) | Phase::Writing(..) => true,
            Phase::Over(_) => self.case().is_none(),
            Phase::Absent | Phase::Reviewed(..) | Phase::Approved(..) => false,
        }
    }

    /// What was handed in, taken out of its state; the state itself when nothing is under review.
    pub(super) fn into_review(self) -> Result<UnderReview, Self> {
        match self {
            Self::Submitted(review)
            | Self::InReview(review)
            | Self::Clarification(review)
            | Self::Assurance(review)
            | Self::PrecedentRoute(review)
            | Self::PagAdvice(review)
            | Self::AgdAdvice(review)
            | Self::Decision(review) => Ok(review),
            other @ (Self::Absent
            | Self::PrelimAssessment { .. }
            | Self::Draft { .. }
            | Self::ReturnedIncomplete { .. }
            | Self::Approved { .. }
            | Self::Refused { .. }
            | Self::Redirected { .. }
            | Self::Withdrawn { .. }
            | Self::Lapsed { .. }) => Err(other),
        }
    }

    /// What it is, to be changed.
    pub(super) fn application_mut(&mut self) -> Option<&mut Application> {
        match self {
            Self::Absent => None,
            Self::PrelimAssessment { application, .. }
            | Self::Draft { application, .. }
            | Self::Approved { application, .. }
            | Self::Redirected { application, .. }
            | Self::Withdrawn { application, .. }
            | Self::Lapsed { application, .. } => Some(application),
            Self::Submitted(review)
            | Self::InReview(review)
            | Self::Clarification(review)
            | Self::Assurance(review)
            | Self::PrecedentRoute(review)
            | Self::PagAdvice(review)
            | Self::AgdAdvice(review)
            | Self::Decision(review)
            | Self::ReturnedIncomplete { review, .. }
            | Self::Refused { review, .. } => Some(&mut review.application),
        }
    }

    /// What is under review or was sent back, to be changed.
    pub(super) fn case_mut(&mut self) -> Option<&mut Case> {
        match self {
            Self::Submitted(review)
            | Self::InReview(review)
            | Self::Clarification(review)
            | Self::Assurance(review)
            | Self::PrecedentRoute(review)
            | Self::PagAdvice(review)
            | Self::AgdAdvice(review)
            | Self::Decision(review)
            | Self::ReturnedIncomplete { review, .. } => Some(&mut review.case),
            Self::Absent
            | Self::PrelimAssessment { .. }
            | Self::Draft { .. }
            | Self::Approved { .. }
            | Self::Refused { .. }
            | Self::Redirected { .. }
            | Self::Withdrawn { .. }
            | Self::Lapsed { .. } => None,
        }
    }
}

/// The version that is being written, if one is.
pub fn version_being_written(state: &State) -> Option<DocumentVersion> {
    match state.phase() {
        Phase::Writing(_, version) => Some(version),
        Phase::Absent | Phase::Preliminary(_) | Phase::Reviewed(..) | Phase::Approved(..) | Phase::Over(_) => None,
    }
}
