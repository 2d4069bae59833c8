//! How an event changes an application.

use dars_messages::facts::review::CaseStage;
use dars_vocabulary::Impossible;

use super::{Application, Event, State, Submission, UnderReview, progress};

/// The state after `event`.
pub fn evolve(state: State, event: &Event) -> Result<State, Impossible> {
    let impossible = Impossible { state: state.name(), event: event.name() };
    match event {
        Event::ApplicationOpened { nic, version, organisation, lead, enquiry } => match state {
            State::Absent => Ok(State::Draft {
                application: Application {
                    nic: nic.clone(),
                    organisation: organisation.clone(),
                    lead: *lead,
                    enquiry: enquiry.clone(),
                },
                version: *version,
            }),
            State::Draft { .. }
            | State::Submitted(_)
            | State::InReview(_)
            | State::Assurance(_)
            | State::Decision(_)
            | State::Approved { .. }
            | State::Refused { .. } => Err(impossible),
        },
        Event::ApplicationSubmitted { version, sha256, submitted_on, decision_due, content, .. } => match state {
            State::Draft { application, version: _ } => Ok(State::Submitted(UnderReview {
                application,
                submission: Submission {
                    version: *version,
                    sha256: sha256.clone(),
                    submitted_on: *submitted_on,
                    decision_due: *decision_due,
                    content: content.clone(),
                },
                agreement: None,
            })),
            State::Absent
            | State::Submitted(_)
            | State::InReview(_)
            | State::Assurance(_)
            | State::Decision(_)
            | State::Approved { .. }
            | State::Refused { .. } => Err(impossible),
        },
        Event::CaseMoved { stage: to, .. } => {
            let (review, at) = undecided(state).ok_or_else(|| impossible.clone())?;
            match to {
                to if progress::rank(*to) <= at => Err(impossible),
                CaseStage::InReview => Ok(State::InReview(review)),
                CaseStage::Assurance => Ok(State::Assurance(review)),
                CaseStage::Decision => Ok(State::Decision(review)),
            }
        }
        Event::ApplicationApproved { title, decided_on, .. } => {
            let (review, _) = undecided(state).ok_or(impossible)?;
            Ok(State::Approved { review, title: title.clone(), decided_on: *decided_on })
        }
        Event::ApplicationRefused { reason, decided_on, .. } => {
            let (review, _) = undecided(state).ok_or(impossible)?;
            Ok(State::Refused { review, reason: *reason, decided_on: *decided_on })
        }
        Event::AgreementProgressed { progress, .. } => {
            let with = |review| UnderReview { agreement: Some(*progress), ..review };
            match state {
                State::Absent | State::Draft { .. } | State::Refused { .. } => Err(impossible),
                State::Submitted(review) => Ok(State::Submitted(with(review))),
                State::InReview(review) => Ok(State::InReview(with(review))),
                State::Assurance(review) => Ok(State::Assurance(with(review))),
                State::Decision(review) => Ok(State::Decision(with(review))),
                State::Approved { review, title, decided_on } => {
                    Ok(State::Approved { review: with(review), title, decided_on })
                }
            }
        }
    }
}

/// What is under review and how far, taken out of its state.
fn undecided(state: State) -> Option<(UnderReview, u8)> {
    let (_, at) = progress::undecided(&state)?;
    match state {
        State::Submitted(review) | State::InReview(review) | State::Assurance(review) | State::Decision(review) => {
            Some((review, at))
        }
        State::Absent | State::Draft { .. } | State::Approved { .. } | State::Refused { .. } => None,
    }
}
