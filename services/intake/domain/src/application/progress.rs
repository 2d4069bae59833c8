//! What `review` tells of an application. Facts come at least once, and those of two owners in any order: what is
//! already so, overtaken or about another version is taken quietly, so that no fact can stop a reader.

use dars_messages::facts::review::{CaseStage, ReturnReason};
use dars_vocabulary::{DocumentVersion, Sealed, code::RefusalReason, content::SectionName};
use jiff::civil::Date;

use super::{Application, Clarification, Event, State, UnderReview, event, phase::Phase};

/// How far a case is; questions can come up anywhere, and lead back anywhere.
fn rank(stage: CaseStage) -> Option<u8> {
    match stage {
        CaseStage::InReview => Some(1),
        CaseStage::Assurance => Some(2),
        CaseStage::PrecedentRoute => Some(3),
        CaseStage::PagAdvice => Some(4),
        CaseStage::AgdAdvice => Some(5),
        CaseStage::Decision => Some(6),
        CaseStage::Clarification => None,
    }
}

/// Whether a case goes from `at` to `to`: forward, into questions, and out of them.
pub(super) fn may_move(at: Option<CaseStage>, to: CaseStage) -> bool {
    match (at, to) {
        (Some(at), to) if at == to => false,
        (None | Some(CaseStage::Clarification), _) | (_, CaseStage::Clarification) => true,
        (Some(at), to) => rank(to) > rank(at),
    }
}

/// What is under review, as this very version.
fn reviewed(state: &State, version: DocumentVersion) -> Option<(&UnderReview, Option<CaseStage>)> {
    match state.phase() {
        Phase::Reviewed(review, at) if review.case.submission.version == version => Some((review, at)),
        Phase::Reviewed(..)
        | Phase::Absent
        | Phase::Preliminary(_)
        | Phase::Writing(..)
        | Phase::Approved(..)
        | Phase::Over(_) => None,
    }
}

/// What is under review, whichever version.
fn reviewed_any(state: &State) -> Option<(&UnderReview, Option<CaseStage>)> {
    state.case().and_then(|case| reviewed(state, case.submission.version))
}

/// The application, once anything of it was handed in, whatever became of it.
pub(super) fn handed_in(state: &State) -> Option<&Application> {
    match state.phase() {
        Phase::Absent | Phase::Preliminary(_) => None,
        Phase::Reviewed(review, _) => Some(&review.application),
        Phase::Approved(application, _) => Some(application),
        Phase::Writing(application, _) | Phase::Over(application) => state.case().map(|_| application),
    }
}

pub(super) fn case_opened(state: &State, version: DocumentVersion, on: Date) -> Vec<Event> {
    match reviewed(state, version) {
        Some((_, None)) => case_moved(state, CaseStage::InReview, on),
        Some((_, Some(_))) | None => Vec::new(),
    }
}

/// What was sent back in error is read again as it was, and a refusal that was set aside is decided again.
fn taken_up_again(state: &State, to: CaseStage) -> Option<&Application> {
    match (state, to) {
        (State::ReturnedIncomplete { review, .. }, CaseStage::InReview)
        | (State::Refused { review, .. }, CaseStage::Decision) => Some(&review.application),
        (State::Approved { application, ended_change: Some(ended), .. }, CaseStage::Decision) => {
            ended.refused().filter(|_| ended.kind.is_some() && ended.changes.is_some()).map(|_| application)
        }
        (_elsewhere, _to) => None,
    }
}

pub(super) fn case_moved(state: &State, to: CaseStage, moved_on: Date) -> Vec<Event> {
    if let Some(application) = taken_up_again(state, to) {
        return vec![Event::CaseMoved { nic: application.nic.clone(), stage: to, moved_on }];
    }
    match reviewed_any(state) {
        // Until its own case is opened, this is about the change before, that is decided again.
        Some((review, None)) if before_set_aside(&review.application).is_some() => Vec::new(),
        Some((review, at)) if may_move(at, to) => {
            vec![Event::CaseMoved { nic: review.application.nic.clone(), stage: to, moved_on }]
        }
        Some(_) | None => Vec::new(),
    }
}

pub(super) fn deferred(state: &State, version: DocumentVersion, on: Date) -> Vec<Event> {
    if reviewed(state, version).is_some() { case_moved(state, CaseStage::Clarification, on) } else { Vec::new() }
}

pub(super) fn returned(
    state: &State,
    version: DocumentVersion,
    sections: Vec<SectionName>,
    returned_on: Date,
) -> Vec<Event> {
    let Some((review, _)) = reviewed(state, version) else { return Vec::new() };
    vec![Event::ApplicationReturned { nic: review.application.nic.clone(), version, sections, returned_on }]
}

/// The reasons may be heard before or after the return itself.
pub(super) fn return_reasons(state: &State, version: DocumentVersion, reasons: Vec<ReturnReason>) -> Vec<Event> {
    let review = match state {
        State::ReturnedIncomplete { review, .. } if review.case.submission.version == version => Some(review),
        _ => reviewed(state, version).map(|(review, _)| review),
    };
    match review {
        Some(review) if review.case.return_reasons.is_none() => vec![Event::ReturnReasonsGiven {
            nic: review.application.nic.clone(),
            version,
            reasons: Sealed::Open(reasons),
        }],
        Some(_) | None => Vec::new(),
    }
}

pub(super) fn worded(state: &State, clarification: u32, round: u32, text: String) -> Vec<Event> {
    let Some((review, _)) = reviewed_any(state) else { return Vec::new() };
    let known = review.case.asked.iter().any(|asked| (asked.clarification, asked.round) == (clarification, round));
    if known {
        return Vec::new();
    }
    let nic = review.application.nic.clone();
    vec![Event::ClarificationWorded(event::ClarificationWorded { nic, clarification, round, text: Sealed::Open(text) })]
}

/// A clarification as it was told; a round that is known or overtaken changes nothing.
pub(super) fn raised(state: &State, told: Clarification, raised_on: Date) -> Vec<Event> {
    let Some((review, _)) = reviewed_any(state) else { return Vec::new() };
    if review.case.clarification(told.number).is_some_and(|known| known.round >= told.round) {
        return Vec::new();
    }
    vec![Event::ClarificationRaised(event::ClarificationRaised {
        nic: review.application.nic.clone(),
        clarification: told.number,
        round: told.round,
        section: told.section,
        standard: told.standard,
        severity: told.severity,
        due: told.due,
        lapses_on: told.lapses_on,
        raised_on,
    })]
}

pub(super) fn resolved(state: &State, clarification: u32, on: Date) -> Vec<Event> {
    let Some((review, _)) = reviewed_any(state) else { return Vec::new() };
    match review.case.clarification(clarification) {
        Some(known) if !known.resolved => {
            let (nic, resolved_on) = (review.application.nic.clone(), Some(on));
            vec![Event::ClarificationResolved(event::ClarificationResolved { nic, clarification, resolved_on })]
        }
        Some(_) | None => Vec::new(),
    }
}

pub(super) fn approved(
    state: &State,
    version: DocumentVersion,
    title: String,
    with_conditions: bool,
    decided_on: Date,
) -> Vec<Event> {
    let reviewed = reviewed(state, version).map(|(review, _)| &review.application);
    let known = reviewed.or_else(|| crossed(state, version)).or_else(|| set_aside_before(state, version));
    let Some(application) = known else { return Vec::new() };
    let nic = application.nic.clone();
    vec![Event::ApplicationApproved(event::ApplicationApproved { nic, version, title, with_conditions, decided_on })]
}

/// A withdrawal or a lapse may cross the approval on its way; the decision was the first, and the agreement is being
/// drafted.
fn crossed(state: &State, version: DocumentVersion) -> Option<&Application> {
    let (application, case) = match state {
        State::Withdrawn { application, case, .. } | State::Lapsed { application, case, .. } => (application, case),
        // What was refused is taken up again first.
        State::Approved { application, ended_change: Some(ended), .. } if ended.refused().is_none() => {
            (application, &ended.case)
        }
        State::Approved { .. }
        | State::Absent
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
        | State::Redirected { .. } => return None,
    };
    case.as_ref().filter(|case| case.submission.version == version).map(|_| application)
}

/// The change before this one was refused; that was set aside, and it is approved, while this one was begun.
fn set_aside_before(state: &State, version: DocumentVersion) -> Option<&Application> {
    let application = state.application()?;
    before_set_aside(application).filter(|before| *before == version).map(|_| application)
}

/// The change before this one, if its refusal was set aside and nothing more is known of it.
fn before_set_aside(application: &Application) -> Option<DocumentVersion> {
    let before = application.change.as_ref()?.before.as_ref()?.version;
    application.was_set_aside(before).then_some(before)
}

pub(super) fn refused(state: &State, version: DocumentVersion, reason: RefusalReason, decided_on: Date) -> Vec<Event> {
    let Some((review, _)) = reviewed(state, version) else { return Vec::new() };
    vec![Event::ApplicationRefused(event::ApplicationRefused {
        nic: review.application.nic.clone(),
        version,
        reason,
        decided_on,
    })]
}
