//! How an event changes a case.

use std::collections::BTreeSet;

use dars_vocabulary::{Impossible, PersonId};

use super::{Case, Event, State};

/// The state after `event`.
pub fn evolve(state: State, event: &Event) -> Result<State, Impossible> {
    let impossible = Impossible { state: state.name(), event: event.name() };
    match event {
        Event::CaseOpened { nic, version, organisation, sha256, submitted_on, decision_due, content } => {
            // A later version is a new case, and remembers everyone who worked on the ones before.
            let (officers, assessors) = match state {
                State::Absent => (BTreeSet::new(), BTreeSet::new()),
                State::InReview { case, .. }
                | State::Assurance { case, .. }
                | State::Decision { case, .. }
                | State::Approved { case, .. }
                | State::Refused { case, .. } => {
                    if *version <= case.version {
                        return Err(impossible);
                    }
                    (case.officers, case.assessors)
                }
            };
            let case = Case {
                nic: nic.clone(),
                version: *version,
                organisation: organisation.clone(),
                sha256: sha256.clone(),
                submitted_on: *submitted_on,
                decision_due: *decision_due,
                content: content.clone(),
                officers,
                assessors,
            };
            Ok(State::InReview { case, officer: None })
        }
        Event::CaseAssigned { officer, .. } => match state {
            State::InReview { case, .. } => {
                Ok(State::InReview { case: with_officer(case, *officer), officer: Some(*officer) })
            }
            State::Assurance { case, .. } => {
                Ok(State::Assurance { case: with_officer(case, *officer), officer: *officer })
            }
            State::Decision { case, .. } => {
                Ok(State::Decision { case: with_officer(case, *officer), officer: *officer })
            }
            State::Absent | State::Approved { .. } | State::Refused { .. } => Err(impossible),
        },
        Event::CaseFoundReady { by, .. } => match state {
            State::InReview { case, officer: Some(officer) } => {
                Ok(State::Assurance { case: with_assessor(case, *by), officer })
            }
            State::InReview { officer: None, .. }
            | State::Absent
            | State::Assurance { .. }
            | State::Decision { .. }
            | State::Approved { .. }
            | State::Refused { .. } => Err(impossible),
        },
        Event::AdviceFoundUnneeded { by, .. } => match state {
            State::Assurance { case, officer } => Ok(State::Decision { case: with_assessor(case, *by), officer }),
            State::Absent
            | State::InReview { .. }
            | State::Decision { .. }
            | State::Approved { .. }
            | State::Refused { .. } => Err(impossible),
        },
        Event::ApplicationApproved { decided_on, by, reasons, .. } => match state {
            State::Decision { case, officer } => {
                Ok(State::Approved { case, officer, decided_on: *decided_on, approver: *by, reasons: reasons.clone() })
            }
            State::Absent
            | State::InReview { .. }
            | State::Assurance { .. }
            | State::Approved { .. }
            | State::Refused { .. } => Err(impossible),
        },
        Event::ApplicationRefused { reason, decided_on, by, reasons, .. } => match state {
            State::Decision { case, officer } => Ok(State::Refused {
                case,
                officer,
                decided_on: *decided_on,
                approver: *by,
                reason: *reason,
                reasons: reasons.clone(),
            }),
            State::Absent
            | State::InReview { .. }
            | State::Assurance { .. }
            | State::Approved { .. }
            | State::Refused { .. } => Err(impossible),
        },
    }
}

fn with_officer(mut case: Case, officer: PersonId) -> Case {
    case.officers.insert(officer);
    case
}

fn with_assessor(mut case: Case, assessor: PersonId) -> Case {
    case.assessors.insert(assessor);
    case
}
