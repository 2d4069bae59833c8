//! How the events of the work on a case change it.

use dars_rules::clock::Pause;

use super::{
    Assessed, Case, Check, CheckAnswer, CheckState, Clarification, ClarificationStatus, Completeness, Corrected,
    Correction, DecisionReview, Event, Reviewed, State, Whence, event,
    evolve::{assigned, end_pause, returned, under_way},
};

/// The state after one of them; `None` where it cannot follow, or is another kind of event.
pub(super) fn after(mut state: State, event: &Event) -> Option<State> {
    match event {
        Event::CaseHandedOver { officer, .. } => return assigned(state, *officer),
        Event::ClarificationWithdrawn { .. } => return withdrawn(state, event),
        Event::ReturnWithdrawn { .. } => return taken_up_again(state, event),
        Event::DecisionSetAside { .. } => return set_aside(state, event),
        _ => {}
    }
    record(state.case_mut()?, event)?;
    Some(state)
}

/// What is only recorded, wherever the case stands.
fn record(case: &mut Case, event: &Event) -> Option<()> {
    match event {
        Event::CaseCovered { by, .. } => {
            case.officers.insert(*by);
        }
        Event::CompletenessChecked(event::CompletenessChecked { version, complete, missing, note, by, on, .. }) => {
            let (missing, note) = (missing.clone(), note.clone());
            let checked = Completeness { version: *version, complete: *complete, missing, note, by: *by, on: *on };
            case.work.completeness = Some(checked);
            case.assessors.insert(*by);
        }
        Event::StandardAssessed { .. } => assessed(case, event)?,
        Event::StandardCorrected(event::StandardCorrected { standard, .. }) => {
            assessed(case, event)?;
            corrected(case, Corrected::Standard, standard.clone(), event)?;
        }
        Event::CheckRequested(event::CheckRequested { version, number, of, question, by, on, .. }) => {
            case.work.checks.push(Check {
                number: *number,
                version: *version,
                of: *of,
                question: question.clone(),
                asked_by: *by,
                asked_on: *on,
                state: CheckState::Open,
                answer: None,
            });
        }
        Event::CheckAnswered(event::CheckAnswered { number, outcome, note, by, on, .. }) => {
            let answer = CheckAnswer { outcome: *outcome, note: note.clone(), by: *by, on: *on };
            let known = open_check(case, *number)?;
            (known.state, known.answer) = (CheckState::Answered, Some(answer));
            case.advisers.insert(*by);
        }
        Event::CheckWithdrawn(event::CheckWithdrawn { number, .. }) => {
            open_check(case, *number)?.state = CheckState::Withdrawn;
            corrected(case, Corrected::Check, number.to_string(), event)?;
        }
        Event::CheckAnswerCorrected(event::CheckAnswerCorrected { number, outcome, note, by, on, .. }) => {
            let answer = CheckAnswer { outcome: *outcome, note: note.clone(), by: *by, on: *on };
            let known = case.work.checks.iter_mut().find(|check| check.number == *number)?;
            let was = known.answer.replace(answer)?;
            case.advisers.insert(*by);
            corrected(case, Corrected::CheckAnswer, number.to_string(), event)?;
            case.work.corrections.last_mut()?.was = Some(was);
        }
        // The next round, which follows, opens it again.
        Event::ResolutionWithdrawn(event::ResolutionWithdrawn { number, .. }) => {
            case.clarification(*number).filter(|known| known.status == ClarificationStatus::Resolved)?;
            corrected(case, Corrected::Resolution, number.to_string(), event)?;
        }
        Event::NoteAdded(event::NoteAdded { number, .. }) => case.work.notes = *number,
        Event::AdviceCorrected(event::AdviceCorrected { number, outcome, met_on, advisers, by, .. }) => {
            let at = usize::try_from(*number).ok()?.checked_sub(1)?;
            let known = case.advice.get_mut(at)?;
            (known.outcome, known.met_on) = (*outcome, *met_on);
            known.advisers.clone_from(advisers);
            // Nobody who was ever named is forgotten: four eyes err on the safe side.
            case.advisers.extend(advisers.iter().copied().chain([*by]));
            corrected(case, Corrected::Advice, number.to_string(), event)?;
        }
        Event::DecisionReviewRequested(event::DecisionReviewRequested {
            version,
            approver,
            requested_on,
            by,
            reason,
            ..
        }) => {
            case.work.reviews.push(DecisionReview {
                version: *version,
                approver: *approver,
                requested_on: *requested_on,
                requested_by: *by,
                reason: reason.clone(),
                outcome: None,
            });
        }
        Event::DecisionUpheld { .. } => reviewed(case, event)?,
        _ => return None,
    }
    Some(())
}

fn assessed(case: &mut Case, event: &Event) -> Option<()> {
    let (Event::StandardAssessed(event::StandardAssessed {
        version,
        standard,
        standard_version,
        outcome,
        note,
        by,
        on,
        ..
    })
    | Event::StandardCorrected(event::StandardCorrected {
        version,
        standard,
        standard_version,
        outcome,
        note,
        by,
        on,
        ..
    })) = event
    else {
        return None;
    };
    let found = Assessed {
        version: *version,
        standard_version: standard_version.clone(),
        outcome: *outcome,
        note: note.clone(),
        by: *by,
        on: *on,
    };
    case.work.standards.insert(standard.clone(), found);
    case.assessors.insert(*by);
    Some(())
}

fn corrected(case: &mut Case, what: Corrected, of: String, event: &Event) -> Option<()> {
    let (Event::StandardCorrected(event::StandardCorrected { reason, by, on, .. })
    | Event::AdviceCorrected(event::AdviceCorrected { reason, by, on, .. })
    | Event::ClarificationWithdrawn(event::ClarificationWithdrawn { reason, by, on, .. })
    | Event::CheckWithdrawn(event::CheckWithdrawn { reason, by, on, .. })
    | Event::CheckAnswerCorrected(event::CheckAnswerCorrected { reason, by, on, .. })
    | Event::ResolutionWithdrawn(event::ResolutionWithdrawn { reason, by, on, .. })
    | Event::ReturnWithdrawn { reason, by, on, .. }) = event
    else {
        return None;
    };
    case.work.corrections.push(Correction { what, of, reason: reason.clone(), by: *by, on: *on, was: None });
    Some(())
}

fn reviewed(case: &mut Case, event: &Event) -> Option<()> {
    let (upheld, reviewed_on, by, reasons) = match event {
        Event::DecisionUpheld(event::DecisionUpheld { reviewed_on, by, reasons, .. }) => {
            (true, reviewed_on, by, reasons)
        }
        Event::DecisionSetAside(event::DecisionSetAside { reviewed_on, by, reasons, .. }) => {
            (false, reviewed_on, by, reasons)
        }
        _ => return None,
    };
    let review = case.work.reviews.last_mut().filter(|review| review.outcome.is_none())?;
    review.outcome = Some(Reviewed { upheld, by: *by, on: *reviewed_on, reasons: reasons.clone() });
    Some(())
}

fn open_check(case: &mut Case, number: u32) -> Option<&mut Check> {
    case.work.checks.iter_mut().find(|check| check.number == number && check.state == CheckState::Open)
}

/// A question that was asked in error: the applicant has no longer the pen for it.
fn withdrawn(mut state: State, event: &Event) -> Option<State> {
    let Event::ClarificationWithdrawn(event::ClarificationWithdrawn { number, on, returns_to, .. }) = event else {
        return None;
    };
    let case = under_way(&mut state)?;
    let known = case.clarifications.iter_mut().find(|known| known.number == *number && known.pending())?;
    known.status = ClarificationStatus::Withdrawn;
    if !case.clarifications.iter().any(Clarification::awaited) {
        end_pause(case, *on);
    }
    corrected(case, Corrected::Clarification, number.to_string(), event)?;
    returned(state, *returns_to)
}

fn taken_up_again(state: State, event: &Event) -> Option<State> {
    let Event::ReturnWithdrawn { version, .. } = event else { return None };
    let State::ReturnedIncomplete { mut case, officer, .. } = state else { return None };
    case.returns.iter_mut().rev().find(|known| known.version == *version)?.withdrawn = true;
    // Said together with the return, and as wrong as it.
    case.work.completeness = None;
    corrected(&mut case, Corrected::Return, version.to_string(), event)?;
    Some(Whence::InReview.of(case, officer))
}

fn set_aside(state: State, event: &Event) -> Option<State> {
    let State::Refused { mut case, officer, decided_on, .. } = state else { return None };
    let requested_on = case.open_review()?.requested_on;
    reviewed(&mut case, event)?;
    // It was over until someone asked; from then on we had it.
    case.pauses.push(Pause::decided(decided_on, requested_on));
    Some(Whence::Decision.of(case, officer))
}
