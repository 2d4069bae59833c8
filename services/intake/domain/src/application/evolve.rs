//! How an event changes an application.

use std::collections::BTreeSet;

use dars_messages::facts::review::CaseStage;
use dars_vocabulary::{DocumentVersion, Impossible, code::RefusalReason};
use jiff::civil::Date;

use super::{
    Advice, Answer, Application, Approval, Asked, Case, Change, ChangeEnd, Clarification, DecisionWords, EarlyView,
    EndedChange, Event, Invitation, Invited, Meeting, State, Submission, UnderReview,
    decision_review::{approved_before, change_again, decided_again},
    event,
    phase::Phase,
    progress,
};

/// The state after `event`.
pub fn evolve(state: State, event: &Event) -> Result<State, Impossible> {
    let impossible = Impossible { state: state.name(), event: event.name() };
    match event {
        Event::ApplicationProposed(event::ApplicationProposed {
            nic,
            organisation,
            lead,
            enquiry,
            assessment_due,
            readiness,
            copied_from,
        }) => match state.phase() {
            Phase::Absent => Ok(State::PrelimAssessment {
                application: Application {
                    nic: nic.clone(),
                    organisation: organisation.clone(),
                    lead: *lead,
                    collaborators: Vec::new(),
                    enquiry: enquiry.clone(),
                    newest: DocumentVersion::FIRST_DRAFT,
                    agreements: Vec::new(),
                    change: None,
                    decisions: Vec::new(),
                    advice: Vec::new(),
                    advice_put_right: Vec::new(),
                    decision_reviews: Vec::new(),
                    meeting: None,
                    readiness: *readiness,
                    copied_from: copied_from.clone(),
                    preliminary: None,
                    early_views: Vec::new(),
                    assessors: BTreeSet::new(),
                    invitations: Vec::new(),
                    invited: None,
                },
                assessment_due: *assessment_due,
            }),
            Phase::Preliminary(_) | Phase::Writing(..) | Phase::Reviewed(..) | Phase::Approved(..) | Phase::Over(_) => {
                Err(impossible)
            }
        },
        Event::ApplicationRedirected(event::ApplicationRedirected { to, reason, .. }) => {
            let application = preliminary(&state).ok_or(impossible)?;
            Ok(State::Redirected { application, to: to.clone(), reason: reason.clone() })
        }
        Event::ApplicationOpened(event::ApplicationOpened { version, opened_on, accepted_by, .. }) => {
            let mut application = preliminary(&state).ok_or(impossible)?;
            application.assessors.extend(*accepted_by);
            Ok(State::Draft { application, version: *version, since: *opened_on })
        }
        Event::ChangeOpened { kind, version, changes, opened_on, .. } => match state {
            State::Approved { application, approval, ended_change } => {
                let before = ended_change.filter(|ended| ended.refused().is_some()).map(Box::new);
                let change = Change { kind: *kind, changes: *changes, standing: *approval, before };
                let application = Application { newest: *version, change: Some(Box::new(change)), ..application };
                Ok(State::Draft { application, version: *version, since: *opened_on })
            }
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
            | State::Refused { .. }
            | State::Redirected { .. }
            | State::Withdrawn { .. }
            | State::Lapsed { .. } => Err(impossible),
        },
        Event::ApplicationSubmitted { version, sha256, submitted_on, decision_due, content, .. } => {
            let Phase::Writing(application, _) = state.phase() else { return Err(impossible) };
            let submission = Submission {
                version: *version,
                sha256: sha256.clone(),
                submitted_on: *submitted_on,
                decision_due: *decision_due,
                content: content.clone(),
            };
            // A meeting had another version on its list.
            let application = Application { newest: *version, meeting: None, ..application.clone() };
            Ok(State::Submitted(UnderReview { application, case: Box::new(Case::of(submission)) }))
        }
        Event::CaseMoved { stage, moved_on, .. } => case_moved(state, *stage, *moved_on).ok_or(impossible),
        Event::ApplicationReturned { sections, returned_on, .. } => {
            let mut review = state.into_review().map_err(|_| impossible)?;
            review.case.resume(*returned_on);
            Ok(State::ReturnedIncomplete { review, sections: sections.clone(), since: *returned_on })
        }
        Event::ApplicationApproved(event::ApplicationApproved {
            version, title, with_conditions, decided_on, ..
        }) => {
            let (application, mut case) = match approved_before(state, *version, title, *with_conditions, *decided_on) {
                Ok(state) => return Ok(state),
                Err(state) => approvable(*state).ok_or(impossible)?,
            };
            case.resume(*decided_on);
            let approval = Approval {
                case: *case,
                title: title.clone(),
                with_conditions: *with_conditions,
                decided_on: *decided_on,
            };
            let application = Application { change: None, ..application };
            Ok(State::Approved { application, approval: Box::new(approval), ended_change: None })
        }
        Event::ApplicationRefused(event::ApplicationRefused { reason, decided_on, .. }) => {
            let mut review = state.into_review().map_err(|_| impossible)?;
            review.case.resume(*decided_on);
            let UnderReview { application, case } = review;
            let ended = (ChangeEnd::Refused, Some(*reason), *decided_on);
            // What was refused may be set aside, and decided again as it was.
            Ok(standing(application, Some(case.clone()), ended).unwrap_or_else(|application| State::Refused {
                review: UnderReview { application: *application, case },
                reason: *reason,
                decided_on: *decided_on,
            }))
        }
        Event::ApplicationWithdrawn { withdrawn_on, reason, .. } => {
            let (application, case) = undecided(state).ok_or(impossible)?;
            Ok(standing(application, case.clone(), (ChangeEnd::Withdrawn, None, *withdrawn_on)).unwrap_or_else(
                |application| State::Withdrawn {
                    application: *application,
                    case,
                    withdrawn_on: *withdrawn_on,
                    reason: reason.clone(),
                },
            ))
        }
        Event::ApplicationLapsed { lapsed_on, .. } => {
            let (application, case) = undecided(state).ok_or(impossible)?;
            Ok(standing(application, case.clone(), (ChangeEnd::Lapsed, None, *lapsed_on))
                .unwrap_or_else(|application| State::Lapsed { application: *application, case, lapsed_on: *lapsed_on }))
        }
        Event::PreliminaryNoted { .. }
        | Event::EarlyViewRecorded { .. }
        | Event::HandedOver { .. }
        | Event::CollaboratorInvited { .. }
        | Event::InvitationRevoked { .. }
        | Event::InvitationExpired { .. }
        | Event::InvitationAccepted { .. }
        | Event::PeopleSet { .. }
        | Event::AdviceScheduled { .. }
        | Event::AdviceRecorded { .. }
        | Event::AdviceCorrected(_)
        | Event::DecisionReviewRequested { .. }
        | Event::DecisionReviewed { .. }
        | Event::DecisionReasonsGiven { .. }
        | Event::AgreementProgressed { .. }
        | Event::AgreementSuspended { .. } => with_application(state, event).ok_or(impossible),
        Event::ReturnReasonsGiven { .. }
        | Event::ClarificationWorded { .. }
        | Event::ClarificationRaised { .. }
        | Event::ClarificationAnswered { .. }
        | Event::ClarificationResolved { .. } => with_case(state, event).ok_or(impossible),
    }
}

/// What waits for its preliminary assessment.
fn preliminary(state: &State) -> Option<Application> {
    match state.phase() {
        Phase::Preliminary(application) => Some(application.clone()),
        Phase::Absent | Phase::Writing(..) | Phase::Reviewed(..) | Phase::Approved(..) | Phase::Over(_) => None,
    }
}

/// What no one has decided yet, and what was handed in of it.
fn undecided(state: State) -> Option<(Application, Option<Box<Case>>)> {
    match state {
        State::PrelimAssessment { application, .. } | State::Draft { application, .. } => Some((application, None)),
        State::ReturnedIncomplete { review, .. }
        | State::Submitted(review)
        | State::InReview(review)
        | State::Clarification(review)
        | State::Assurance(review)
        | State::PrecedentRoute(review)
        | State::PagAdvice(review)
        | State::AgdAdvice(review)
        | State::Decision(review) => Some((review.application, Some(review.case))),
        State::Absent
        | State::Approved { .. }
        | State::Refused { .. }
        | State::Redirected { .. }
        | State::Withdrawn { .. }
        | State::Lapsed { .. } => None,
    }
}

/// What an approval may be of: what is under review, or was when its applicant ended it.
fn approvable(state: State) -> Option<(Application, Box<Case>)> {
    match state.into_review() {
        Ok(UnderReview { application, case })
        | Err(
            State::Withdrawn { application, case: Some(case), .. }
            | State::Lapsed { application, case: Some(case), .. }
            | State::Approved { application, ended_change: Some(EndedChange { case: Some(case), .. }), .. },
        ) => Some((application, case)),
        Err(_undecidable) => None,
    }
}

/// What stands after a change came to nothing; the application itself when it was no change.
fn standing(
    application: Application,
    case: Option<Box<Case>>,
    (how, reason, ended_on): (ChangeEnd, Option<RefusalReason>, Date),
) -> Result<State, Box<Application>> {
    let Application { change: Some(change), .. } = application else { return Err(Box::new(application)) };
    let version = application.newest;
    let (kind, changes) = (Some(change.kind), Some(change.changes));
    Ok(State::Approved {
        application: Application { change: None, ..application },
        approval: Box::new(change.standing),
        ended_change: Some(EndedChange { version, how, reason, ended_on, kind, changes, case }),
    })
}

fn case_moved(state: State, to: CaseStage, on: Date) -> Option<State> {
    let state = match (state, to) {
        // Taken up again, as it was.
        (State::ReturnedIncomplete { mut review, .. }, CaseStage::InReview) => {
            // Said together with the return, and as wrong as it.
            review.case.return_reasons = None;
            return Some(State::InReview(review));
        }
        (State::Refused { review, decided_on, .. }, CaseStage::Decision) => {
            return Some(State::Decision(decided_again(review, decided_on, on)));
        }
        (State::Approved { application, approval, ended_change: Some(ended) }, CaseStage::Decision) => {
            return change_again(application, *approval, ended, on).map(State::Decision);
        }
        (other, _) => other,
    };
    let Phase::Reviewed(_, at) = state.phase() else { return None };
    if !progress::may_move(at, to) {
        return None;
    }
    let mut review = state.into_review().ok()?;
    if to != CaseStage::Clarification {
        // Whatever is still open no longer holds anything up.
        review.case.resume(on);
    }
    Some(match to {
        CaseStage::InReview => State::InReview(review),
        CaseStage::Clarification => State::Clarification(review),
        CaseStage::Assurance => State::Assurance(review),
        CaseStage::PrecedentRoute => State::PrecedentRoute(review),
        CaseStage::PagAdvice => State::PagAdvice(review),
        CaseStage::AgdAdvice => State::AgdAdvice(review),
        CaseStage::Decision => State::Decision(review),
    })
}

fn with_application(mut state: State, event: &Event) -> Option<State> {
    let application = state.application_mut()?;
    match event {
        Event::PreliminaryNoted(event::PreliminaryNoted { notes, noted_by, .. }) => {
            application.preliminary = Some(notes.clone());
            application.assessors.insert(*noted_by);
        }
        Event::CollaboratorInvited(event::CollaboratorInvited {
            invitation,
            contact,
            token_sha256,
            invited_on,
            open_until,
            ..
        }) => {
            application.invitations.push(Invitation {
                id: *invitation,
                contact: contact.clone(),
                token_sha256: token_sha256.clone(),
                invited_on: *invited_on,
                open_until: *open_until,
            });
            let earlier = application.invited.filter(|invited| invited.on == *invited_on);
            let count = earlier.map_or(1, |invited| invited.count.saturating_add(1));
            application.invited = Some(Invited { on: *invited_on, count });
        }
        Event::InvitationRevoked(event::InvitationRevoked { invitation, .. })
        | Event::InvitationExpired(event::InvitationExpired { invitation, .. }) => {
            application.invitations.retain(|known| known.id != *invitation);
        }
        Event::InvitationAccepted(event::InvitationAccepted { invitation, collaborators, .. }) => {
            application.invitations.retain(|known| known.id != *invitation);
            application.collaborators.clone_from(collaborators);
        }
        Event::PeopleSet { lead, collaborators, .. } | Event::HandedOver { lead, collaborators, .. } => {
            application.lead = *lead;
            application.collaborators.clone_from(collaborators);
        }
        Event::AdviceScheduled { group, meets_on, .. } => {
            application.meeting = Some(Meeting { group: *group, meets_on: *meets_on });
        }
        Event::AdviceRecorded { group, outcome, met_on, .. } => {
            application.advised(Advice { group: *group, outcome: *outcome, met_on: *met_on });
        }
        Event::AdviceCorrected(corrected) => application.put_right(corrected.was_met_on, corrected.advice),
        Event::EarlyViewRecorded(event::EarlyViewRecorded { view, .. }) => {
            application.early_views.push(EarlyView::clone(view));
        }
        Event::DecisionReviewRequested(event::DecisionReviewRequested { version, requested_on, .. }) => {
            application.review_requested(*version, *requested_on);
        }
        Event::DecisionReviewed(event::DecisionReviewed { version, reviewed, .. }) => {
            application.decision_reviewed(*version, *reviewed);
        }
        Event::DecisionReasonsGiven(event::DecisionReasonsGiven { version, said_at, reasons, conditions, .. }) => {
            application.hear(DecisionWords {
                version: *version,
                said_at: *said_at,
                reasons: reasons.clone(),
                conditions: conditions.clone(),
            });
        }
        Event::AgreementProgressed { version, stage, term, .. } => application.note(*version, *stage, *term),
        Event::AgreementSuspended { version, suspended, .. } => {
            application.agreements.iter_mut().find(|known| known.version == *version)?.suspended = *suspended;
        }
        _ => return None,
    }
    Some(state)
}

fn with_case(mut state: State, event: &Event) -> Option<State> {
    let case = state.case_mut()?;
    match event {
        Event::ReturnReasonsGiven { reasons, .. } => case.return_reasons = Some(reasons.clone()),
        Event::ClarificationWorded(event::ClarificationWorded { clarification, round, text, .. }) => {
            case.asked.push(Asked { clarification: *clarification, round: *round, text: text.clone() });
        }
        Event::ClarificationRaised(event::ClarificationRaised {
            clarification,
            round,
            section,
            standard,
            severity,
            due,
            lapses_on,
            raised_on,
            ..
        }) => {
            let known = case.clarifications.iter().position(|known| known.number == *clarification);
            let answers = known.map(|at| case.clarifications.remove(at).answers).unwrap_or_default();
            case.clarifications.push(Clarification {
                number: *clarification,
                round: *round,
                section: *section,
                standard: standard.clone(),
                severity: *severity,
                due: *due,
                lapses_on: *lapses_on,
                answers,
                resolved: false,
            });
            case.clarifications.sort_by_key(|clarification| clarification.number);
            if case.clarification(*clarification).is_some_and(Clarification::blocks) {
                case.pause(*raised_on);
            }
        }
        Event::ClarificationAnswered(event::ClarificationAnswered {
            clarification, round, answered_on, text, ..
        }) => {
            let known = case.clarifications.iter_mut().find(|known| known.number == *clarification)?;
            known.answers.push(Answer { round: *round, answered_on: *answered_on, text: text.clone() });
            case.resume_once_answered(*answered_on);
        }
        Event::ClarificationResolved(event::ClarificationResolved { clarification, resolved_on, .. }) => {
            case.clarifications.iter_mut().find(|known| known.number == *clarification)?.resolved = true;
            if let Some(on) = resolved_on {
                case.resume_once_answered(*on);
            }
        }
        _ => return None,
    }
    Some(state)
}
