//! How an event changes a case.

use std::collections::BTreeSet;

use dars_rules::clock::Pause;
use dars_vocabulary::{Impossible, PersonId};

use super::{
    Advice, Approval, Case, CheckState, Clarification, ClarificationStatus, Deferral, Event, Meeting, PrecedentUse,
    Return, Round, State, Whence, Work, clarification::blocks, event, worked,
};

/// The state after `event`.
pub fn evolve(state: State, event: &Event) -> Result<State, Impossible> {
    let impossible = Impossible { state: state.name(), event: event.name() };
    after(state, event).ok_or(impossible)
}

/// The state after `event`; `None` where it cannot follow.
fn after(mut state: State, event: &Event) -> Option<State> {
    match event {
        Event::CaseOpened { .. } => opened(&state, event),
        Event::CaseAssigned { officer, .. } => assigned(state, *officer),
        Event::ApplicationReturned { version, returned_on, reasons, .. } => {
            let (mut case, officer) = leave(state, Whence::InReview)?;
            let returned_on = *returned_on;
            case.returns.push(Return { version: *version, returned_on, reasons: reasons.clone(), withdrawn: false });
            Some(State::ReturnedIncomplete { case, officer, returned_on })
        }
        Event::ClarificationRaised { .. } => raised(state, event),
        Event::AnswerReceived(event::AnswerReceived { number, round, text, .. }) => {
            let case = state.case_mut()?;
            let known = case.clarifications.iter_mut().find(|known| known.number == *number)?;
            known.rounds.iter_mut().find(|known| known.round == *round)?.answer = Some(text.clone());
            Some(state)
        }
        Event::ClarificationAnswered(event::ClarificationAnswered { number, answered_on, .. }) => {
            let case = under_way(&mut state)?;
            let known = case.clarifications.iter_mut().find(|known| known.number == *number && known.is_open())?;
            known.status = ClarificationStatus::Answered;
            known.rounds.last_mut()?.answered_on = Some(*answered_on);
            if !case.clarifications.iter().any(Clarification::awaited) {
                end_pause(case, *answered_on);
            }
            Some(state)
        }
        Event::ClarificationResolved(event::ClarificationResolved { number, returns_to, .. }) => {
            let known = under_way(&mut state)?.clarifications.iter_mut().find(|known| known.number == *number)?;
            // Nobody had answered what the decision closed.
            known.status = if known.is_open() { ClarificationStatus::Overtaken } else { ClarificationStatus::Resolved };
            returned(state, *returns_to)
        }
        Event::CaseFoundReady { by, .. } => moved(state, &[Whence::InReview], Whence::Assurance, *by),
        Event::CaseQuickChecked { by, .. } => moved(state, &[Whence::InReview], Whence::Decision, *by),
        Event::AdviceFoundUnneeded { by, .. } => moved(state, &[Whence::Assurance], Whence::Decision, *by),
        Event::CaseSentToPrecedent { precedent, version, makers, used_on, by, .. } => {
            let mut state = moved(state, &[Whence::Assurance], Whence::PrecedentRoute, *by)?;
            let (precedent, version, makers, used_on) = (precedent.clone(), *version, makers.clone(), *used_on);
            state.case_mut()?.precedent = Some(PrecedentUse { precedent, version, makers, used_on });
            Some(state)
        }
        Event::PrecedentFoundToHold { by, .. } => moved(state, &[Whence::PrecedentRoute], Whence::Decision, *by),
        Event::CaseSentToAdvisers { group, by, .. } => {
            let from = [Whence::Assurance, Whence::PrecedentRoute, Whence::PagAdvice, Whence::AgdAdvice];
            let mut state = moved(state, &from, Whence::before(*group), *by)?;
            // Whoever asks a group again rests on no precedent.
            state.case_mut()?.precedent = None;
            Some(state)
        }
        Event::CaseFoundAdvised { by, .. } => {
            moved(state, &[Whence::PagAdvice, Whence::AgdAdvice], Whence::Decision, *by)
        }
        Event::AdviceScheduled(event::AdviceScheduled { group, meets_on, .. }) => {
            before_group(&state)?;
            state.case_mut()?.meeting = Some(Meeting { group: *group, meets_on: *meets_on });
            Some(state)
        }
        Event::AdviceRecorded(event::AdviceRecorded { group, outcome, met_on, advisers, by, text, .. }) => {
            before_group(&state)?;
            let case = state.case_mut()?;
            case.meeting = None;
            case.advisers.extend(advisers.iter().copied().chain([*by]));
            case.advice.push(Advice {
                version: case.version,
                group: *group,
                outcome: *outcome,
                met_on: *met_on,
                advisers: advisers.clone(),
                recorded_by: *by,
                text: text.clone(),
            });
            Some(state)
        }
        Event::DecisionDeferred(event::DecisionDeferred { version, deferred_on, by, reasons, .. }) => {
            let State::Decision { case, .. } = &mut state else { return None };
            let (version, deferred_on, approver) = (*version, *deferred_on, *by);
            case.deferrals.push(Deferral { version, deferred_on, approver, reasons: reasons.clone() });
            Some(state)
        }
        Event::ApplicationApproved(event::ApplicationApproved {
            decided_on,
            by,
            reasons,
            conditions,
            precedent,
            against_advice,
            ..
        }) => {
            let (mut case, officer) = leave(state, Whence::Decision)?;
            // It rests on the reasons where the precedent did not hold any more.
            case.precedent = case.precedent.filter(|_| precedent.is_some());
            let (decided_on, approver, reasons) = (*decided_on, *by, reasons.clone());
            let approval = Approval { decided_on, approver, reasons, against_advice: against_advice.clone() };
            Some(if conditions.is_empty() {
                State::Approved { case, officer, approval }
            } else {
                State::ApprovedWithConditions { case, officer, approval, conditions: conditions.clone() }
            })
        }
        Event::ApplicationRefused(event::ApplicationRefused {
            reason,
            decided_on,
            by,
            reasons,
            against_advice,
            ..
        }) => {
            let (case, officer) = leave(state, Whence::Decision)?;
            let (decided_on, approver, reason) = (*decided_on, *by, *reason);
            let (reasons, against_advice) = (reasons.clone(), against_advice.clone());
            Some(State::Refused { case, officer, decided_on, approver, reason, reasons, against_advice })
        }
        Event::CaseHandedOver { .. }
        | Event::CaseCovered { .. }
        | Event::CompletenessChecked { .. }
        | Event::StandardAssessed { .. }
        | Event::CheckRequested { .. }
        | Event::CheckAnswered { .. }
        | Event::NoteAdded { .. }
        | Event::StandardCorrected { .. }
        | Event::AdviceCorrected { .. }
        | Event::ClarificationWithdrawn { .. }
        | Event::CheckWithdrawn { .. }
        | Event::CheckAnswerCorrected { .. }
        | Event::ResolutionWithdrawn { .. }
        | Event::ReturnWithdrawn { .. }
        | Event::DecisionReviewRequested { .. }
        | Event::DecisionUpheld { .. }
        | Event::DecisionSetAside { .. } => worked::after(state, event),
        Event::CaseWithdrawn { ended_on, .. } => {
            let (case, officer) = given_up(&state)?;
            Some(State::Withdrawn { case, officer, ended_on: *ended_on })
        }
        Event::CaseLapsed { ended_on, .. } => {
            let (case, officer) = given_up(&state)?;
            Some(State::Lapsed { case, officer, ended_on: *ended_on })
        }
    }
}

/// A later version is read anew, by the officer who has the case; everyone who worked on the ones before is remembered,
/// and so is what was asked and said.
fn opened(state: &State, event: &Event) -> Option<State> {
    let Event::CaseOpened { nic, version, organisation, requesters, sha256, submitted_on, change, assessors, content } =
        event
    else {
        return None;
    };
    let approved = if let State::Approved { case, .. } | State::ApprovedWithConditions { case, .. } = state {
        Some(case.version)
    } else {
        state.case().and_then(|before| before.approved)
    };
    let officer = if state.ended_on().is_some() { None } else { state.officer() };
    let mut case = Case {
        nic: nic.clone(),
        version: *version,
        organisation: organisation.clone(),
        requesters: requesters.clone(),
        sha256: sha256.clone(),
        submitted_on: *submitted_on,
        change: *change,
        approved,
        content: content.clone(),
        pauses: Vec::new(),
        meeting: None,
        precedent: None,
        clarifications: Vec::new(),
        advice: Vec::new(),
        returns: Vec::new(),
        deferrals: Vec::new(),
        officers: BTreeSet::new(),
        assessors: assessors.clone(),
        advisers: BTreeSet::new(),
        work: Work::default(),
    };
    if let Some(before) = state.case().cloned() {
        if *version <= before.version {
            return None;
        }
        case.clarifications = before.clarifications;
        for left in case.clarifications.iter_mut().filter(|known| known.pending()) {
            left.status = ClarificationStatus::Overtaken;
        }
        case.advice = before.advice;
        case.returns = before.returns;
        case.deferrals = before.deferrals;
        case.officers = before.officers;
        case.assessors.extend(before.assessors);
        case.advisers = before.advisers;
        case.work = before.work;
        for left in case.work.checks.iter_mut().filter(|check| check.state == CheckState::Open) {
            left.state = CheckState::Overtaken;
        }
    }
    Some(State::InReview { case, officer })
}

pub(super) fn assigned(mut state: State, to: PersonId) -> Option<State> {
    match &mut state {
        State::InReview { officer, .. } => *officer = Some(to),
        State::ReturnedIncomplete { officer, .. }
        | State::Clarification { officer, .. }
        | State::Assurance { officer, .. }
        | State::PrecedentRoute { officer, .. }
        | State::PagAdvice { officer, .. }
        | State::AgdAdvice { officer, .. }
        | State::Decision { officer, .. } => *officer = to,
        State::Absent
        | State::Approved { .. }
        | State::ApprovedWithConditions { .. }
        | State::Refused { .. }
        | State::Withdrawn { .. }
        | State::Lapsed { .. } => return None,
    }
    state.case_mut()?.officers.insert(to);
    Some(state)
}

/// The case, unless it has ended.
pub(super) fn under_way(state: &mut State) -> Option<&mut Case> {
    if state.ended_on().is_some() { None } else { state.case_mut() }
}

/// The case where a settled question lets it return to; where it is, otherwise.
pub(super) fn returned(state: State, to: Option<Whence>) -> Option<State> {
    match (to, state) {
        (None, state) => Some(state),
        (Some(back), State::Clarification { case, officer, .. }) => Some(back.of(case, officer)),
        (Some(_back), _elsewhere) => None,
    }
}

/// A question in its first round is a new clarification; in a later one it opens the clarification again. Only what is
/// blocking moves the case and stops the clock; what once moved it was blocking then, whatever its weight.
fn raised(state: State, event: &Event) -> Option<State> {
    let Event::ClarificationRaised(event::ClarificationRaised {
        number,
        round,
        section,
        standard,
        standard_version,
        phrase,
        severity,
        raised_on,
        due,
        lapses_on,
        text,
        moves_from,
        ..
    }) = event
    else {
        return None;
    };
    let stops = blocks(*severity) || moves_from.is_some();
    let mut state = match (moves_from, state) {
        (None, state @ State::Clarification { .. }) => state,
        (Some(whence), state) => {
            let whence = *whence;
            leave(state, whence).map(|(case, officer)| State::Clarification { case, officer, whence })?
        }
        (None, state) if !stops && state.stage().is_some() => state,
        (None, _elsewhere) => return None,
    };
    let case = state.case_mut()?;
    let asked = Round {
        round: *round,
        question: text.clone(),
        raised_on: *raised_on,
        due: *due,
        lapses_on: *lapses_on,
        answer: None,
        answered_on: None,
    };
    if let Some(known) = case.clarifications.iter_mut().find(|known| known.number == *number) {
        known.status = ClarificationStatus::Open;
        known.rounds.push(asked);
    } else {
        case.clarifications.push(Clarification {
            number: *number,
            version: case.version,
            section: *section,
            standard: standard.clone(),
            standard_version: standard_version.clone(),
            phrase: phrase.clone(),
            severity: *severity,
            status: ClarificationStatus::Open,
            rounds: vec![asked],
        });
    }
    if stops && case.pauses.last().is_none_or(|pause| pause.until.is_some()) {
        case.pauses.push(Pause::asked(*raised_on));
    }
    Some(state)
}

/// The applicant gave the pen back; an answer never comes before its question.
pub(super) fn end_pause(case: &mut Case, answered_on: jiff::civil::Date) {
    if let Some(pause) = case.pauses.last_mut().filter(|pause| pause.until.is_none()) {
        pause.until = Some(answered_on.max(pause.from));
    }
}

/// A case that its officer moves on; the meeting of a group that it leaves is off.
fn moved(state: State, from: &[Whence], to: Whence, by: PersonId) -> Option<State> {
    let whence = state.stage().filter(|whence| from.contains(whence) && *whence != to)?;
    let (mut case, officer) = leave(state, whence)?;
    case.assessors.insert(by);
    case.meeting = None;
    Some(to.of(case, officer))
}

/// Case and officer of a case that stands at `whence`, not in clarification.
fn leave(state: State, whence: Whence) -> Option<(Case, PersonId)> {
    match (whence, state) {
        (Whence::InReview, State::InReview { case, officer: Some(officer) })
        | (Whence::Assurance, State::Assurance { case, officer })
        | (Whence::PrecedentRoute, State::PrecedentRoute { case, officer })
        | (Whence::PagAdvice, State::PagAdvice { case, officer })
        | (Whence::AgdAdvice, State::AgdAdvice { case, officer })
        | (Whence::Decision, State::Decision { case, officer }) => Some((case, officer)),
        (_whence, _elsewhere) => None,
    }
}

/// A stage at which a group advises, interrupted or not.
fn before_group(state: &State) -> Option<()> {
    state.stage().and_then(Whence::group).map(|_group| ())
}

/// Case and officer of a case that was under way.
fn given_up(state: &State) -> Option<(Case, Option<PersonId>)> {
    if state.ended_on().is_some() {
        return None;
    }
    let officer = state.officer();
    state.case().cloned().map(|case| (case, officer))
}
