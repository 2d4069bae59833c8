//! What others tell of an application. Facts come at least once, and those of two owners in any order: what is
//! already so, overtaken or about another version is taken quietly, so that no fact can stop a reader.

use dars_messages::facts::review::CaseStage;
use dars_vocabulary::{DocumentVersion, code::RefusalReason};
use jiff::civil::Date;

use super::{AgreementProgress, Event, State, UnderReview};

/// How far a case is; a submitted application without a case is at 0.
pub(super) fn rank(stage: CaseStage) -> u8 {
    match stage {
        CaseStage::InReview => 1,
        CaseStage::Assurance => 2,
        CaseStage::Decision => 3,
    }
}

/// What is under review and how far, while it is not decided.
pub(super) fn undecided(state: &State) -> Option<(&UnderReview, u8)> {
    match state {
        State::Absent | State::Draft { .. } | State::Approved { .. } | State::Refused { .. } => None,
        State::Submitted(review) => Some((review, 0)),
        State::InReview(review) => Some((review, rank(CaseStage::InReview))),
        State::Assurance(review) => Some((review, rank(CaseStage::Assurance))),
        State::Decision(review) => Some((review, rank(CaseStage::Decision))),
    }
}

pub(super) fn case_opened(state: &State, version: DocumentVersion) -> Vec<Event> {
    match undecided(state) {
        Some((review, _)) if review.submission.version == version => case_moved(state, CaseStage::InReview),
        Some(_) | None => Vec::new(),
    }
}

pub(super) fn case_moved(state: &State, to: CaseStage) -> Vec<Event> {
    match undecided(state) {
        Some((review, at)) if rank(to) > at => {
            vec![Event::CaseMoved { nic: review.application.nic.clone(), stage: to }]
        }
        Some(_) | None => Vec::new(),
    }
}

pub(super) fn approved(state: &State, version: DocumentVersion, title: String, decided_on: Date) -> Vec<Event> {
    match undecided(state) {
        Some((review, _)) if review.submission.version == version => {
            vec![Event::ApplicationApproved { nic: review.application.nic.clone(), version, title, decided_on }]
        }
        Some(_) | None => Vec::new(),
    }
}

pub(super) fn refused(state: &State, version: DocumentVersion, reason: RefusalReason, decided_on: Date) -> Vec<Event> {
    match undecided(state) {
        Some((review, _)) if review.submission.version == version => {
            vec![Event::ApplicationRefused { nic: review.application.nic.clone(), version, reason, decided_on }]
        }
        Some(_) | None => Vec::new(),
    }
}

pub(super) fn agreement(state: &State, progress: AgreementProgress) -> Vec<Event> {
    match state {
        State::Absent | State::Draft { .. } | State::Refused { .. } => Vec::new(),
        State::Submitted(review)
        | State::InReview(review)
        | State::Assurance(review)
        | State::Decision(review)
        | State::Approved { review, .. } => {
            // `None` is less than any progress.
            if review.agreement < Some(progress) {
                vec![Event::AgreementProgressed { nic: review.application.nic.clone(), progress }]
            } else {
                Vec::new()
            }
        }
    }
}
