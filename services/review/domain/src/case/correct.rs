//! What was recorded wrongly is put right by a command with a reason; what it names stays in the journal.

use std::collections::BTreeSet;

use dars_messages::requests::review::CheckOutcome;
use dars_vocabulary::{PersonId, Sealed, StaffRole, code::AdviceOutcome};
use jiff::civil::Date;

use super::{
    CheckState, ClarificationStatus, Correcting, Event, Facts, Found, Refusal, State,
    clarify::asked_again,
    cover::their_case,
    decide::{for_case_officer, no_own_organisation, today, visible},
    event,
    specialist::may_answer,
    standard::{assessor_of, worked_on},
    words::{long, short, some, wrong},
};

/// Puts one record right.
pub(super) fn correct(state: &State, correcting: Correcting, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    match correcting {
        Correcting::Standard { found, reason } => standard(state, found, reason, facts),
        Correcting::Advice { number, outcome, met_on, advisers, reason } => {
            advice(state, number, (outcome, met_on, advisers), reason, facts)
        }
        Correcting::Clarification { number, reason } => clarification(state, number, reason, facts),
        Correcting::Check { number, reason } => check(state, number, reason, facts),
        Correcting::CheckAnswer { number, outcome, note, reason } => {
            check_answer(state, number, (outcome, note), reason, facts)
        }
        Correcting::Resolution { number, text, reason } => reopened(state, number, text, reason, facts),
        Correcting::Return { reason } => sent_back(state, reason, facts),
    }
}

fn standard(state: &State, found: Found, reason: String, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let case = visible(state, facts)?;
    let standard = assessor_of(state, &found.standard, facts)?;
    let known = case.standard(standard.id).ok_or(Refusal::StandardNotAssessed)?;
    long("/note", &found.note)?;
    short("/reason", &reason)?;
    if known.outcome == found.outcome && known.note.open() == Some(&found.note) {
        return Ok(Vec::new());
    }
    Ok(vec![Event::StandardCorrected(event::StandardCorrected {
        nic: case.nic.clone(),
        version: case.version,
        standard: standard.id.to_owned(),
        standard_version: standard.version.map(ToOwned::to_owned),
        outcome: found.outcome,
        note: Sealed::Open(found.note),
        by: facts.actor.id,
        on: today(facts),
        reason: Sealed::Open(reason),
    })])
}

/// The secretariat puts right what a group said of this version, until an approver has decided. That it was put off is
/// said at the group's own stage alone: the case has gone on elsewhere.
fn advice(
    state: &State,
    number: u32,
    (outcome, met_on, advisers): (AdviceOutcome, Date, BTreeSet<PersonId>),
    reason: String,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    let case = visible(state, facts)?;
    if !facts.actor.is_staff(StaffRole::Secretariat) {
        return Err(Refusal::RoleNeeded { who: "the advisory groups' secretariat" });
    }
    no_own_organisation(case, facts)?;
    match state {
        State::Absent => return Err(Refusal::Unknown),
        State::InReview { .. }
        | State::Clarification { .. }
        | State::Assurance { .. }
        | State::PrecedentRoute { .. }
        | State::PagAdvice { .. }
        | State::AgdAdvice { .. }
        | State::Decision { .. } => {}
        State::ReturnedIncomplete { .. } => return Err(Refusal::SentBack),
        State::Approved { .. } | State::ApprovedWithConditions { .. } | State::Refused { .. } => {
            return Err(Refusal::AlreadyDecided);
        }
        State::Withdrawn { .. } | State::Lapsed { .. } => return Err(Refusal::Over),
    }
    let at = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
    let known = at.and_then(|at| case.advice.get(at)).filter(|known| known.version == case.version);
    let known = known.ok_or(Refusal::AdviceUnknown)?;
    if outcome == AdviceOutcome::Deferred && state.stage().and_then(super::Whence::group) != Some(known.group) {
        return Err(Refusal::NotBeforeGroup);
    }
    if met_on > today(facts) {
        wrong("/met_on", "in-the-future", "Advice is recorded once the group has met.")?;
    }
    if met_on < case.submitted_on {
        wrong("/met_on", "before-submission", "The group cannot have met before this version was submitted.")?;
    }
    some("/advisers", advisers.len())?;
    short("/reason", &reason)?;
    if (known.outcome, known.met_on, &known.advisers) == (outcome, met_on, &advisers) {
        return Ok(Vec::new());
    }
    Ok(vec![Event::AdviceCorrected(event::AdviceCorrected {
        nic: case.nic.clone(),
        number,
        group: known.group,
        was_met_on: known.met_on,
        outcome,
        met_on,
        advisers,
        by: facts.actor.id,
        on: today(facts),
        reason: Sealed::Open(reason),
    })])
}

/// An officer withdraws what was asked in error; never what an approver asked by putting the decision off.
fn clarification(state: &State, number: u32, reason: String, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let case = for_case_officer(state, facts)?;
    let known = case.clarification(number).ok_or(Refusal::ClarificationUnknown)?;
    let (officer, whence) = match state {
        State::Absent => return Err(Refusal::Unknown),
        State::Clarification { officer, whence, .. } => (*officer, Some(*whence)),
        State::InReview { officer: Some(officer), .. }
        | State::Assurance { officer, .. }
        | State::PrecedentRoute { officer, .. }
        | State::PagAdvice { officer, .. }
        | State::AgdAdvice { officer, .. }
        | State::Decision { officer, .. } => (*officer, None),
        State::ReturnedIncomplete { .. } if known.pending() => return Err(Refusal::SentBack),
        State::InReview { officer: None, .. } | State::ReturnedIncomplete { .. } => {
            return Err(Refusal::ClarificationSettled);
        }
        State::Approved { .. } | State::ApprovedWithConditions { .. } | State::Refused { .. } => {
            return Err(Refusal::AlreadyDecided);
        }
        State::Withdrawn { .. } | State::Lapsed { .. } => return Err(Refusal::Over),
    };
    their_case(officer, facts)?;
    // What is advisory, an officer had asked.
    if whence == Some(super::Whence::Decision) && known.blocks() {
        return Err(Refusal::BeforeApprover);
    }
    match known.status {
        ClarificationStatus::Open | ClarificationStatus::Answered => {}
        ClarificationStatus::Resolved | ClarificationStatus::Overtaken | ClarificationStatus::Withdrawn => {
            return Err(Refusal::ClarificationSettled);
        }
    }
    short("/reason", &reason)?;
    let returns_to = whence.filter(|_| !case.others_hold_up(number));
    let (nic, by, on) = (case.nic.clone(), facts.actor.id, today(facts));
    Ok(vec![Event::ClarificationWithdrawn(event::ClarificationWithdrawn {
        nic,
        number,
        by,
        on,
        reason: Sealed::Open(reason),
        returns_to,
    })])
}

fn check(state: &State, number: u32, reason: String, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let case = for_case_officer(state, facts)?;
    let known = case.check(number).ok_or(Refusal::CheckUnknown)?;
    their_case(worked_on(state)?, facts)?;
    match known.state {
        CheckState::Open => {}
        CheckState::Answered | CheckState::Withdrawn | CheckState::Overtaken => return Err(Refusal::CheckSettled),
    }
    short("/reason", &reason)?;
    let (nic, by, on) = (case.nic.clone(), facts.actor.id, today(facts));
    Ok(vec![Event::CheckWithdrawn(event::CheckWithdrawn { nic, number, by, on, reason: Sealed::Open(reason) })])
}

/// A specialist of that kind, never who asked, puts right what was answered, until an approver has decided.
fn check_answer(
    state: &State,
    number: u32,
    (outcome, note): (CheckOutcome, String),
    reason: String,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    let case = visible(state, facts)?;
    let known = may_answer(state, number, facts)?;
    let answered = known.answer.as_ref().filter(|_| known.version == case.version);
    let answered = answered.ok_or(Refusal::CheckNotAnswered)?;
    long("/note", &note)?;
    short("/reason", &reason)?;
    if answered.outcome == outcome && answered.note.open() == Some(&note) {
        return Ok(Vec::new());
    }
    let (nic, by, on) = (case.nic.clone(), facts.actor.id, today(facts));
    let (note, reason) = (Sealed::Open(note), Sealed::Open(reason));
    Ok(vec![Event::CheckAnswerCorrected(event::CheckAnswerCorrected { nic, number, outcome, note, by, on, reason })])
}

/// What an officer took for good in error is asked again; nothing is asked behind an approver's back, who puts the decision
/// off instead.
fn reopened(state: &State, number: u32, text: String, reason: String, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let case = for_case_officer(state, facts)?;
    let known = case.clarification(number).ok_or(Refusal::ClarificationUnknown)?;
    their_case(worked_on(state)?, facts)?;
    if known.status != ClarificationStatus::Resolved || known.version != case.version {
        return Err(Refusal::ClarificationNotSettled);
    }
    long("/text", &text)?;
    short("/reason", &reason)?;
    let elsewhere = !matches!(state, State::Clarification { .. });
    let moves_from = state.stage().filter(|_| elsewhere && known.blocks());
    let (nic, by, on) = (case.nic.clone(), facts.actor.id, today(facts));
    let withdrawn = Event::ResolutionWithdrawn(event::ResolutionWithdrawn {
        nic: nic.clone(),
        number,
        by,
        on,
        reason: Sealed::Open(reason),
    });
    Ok(vec![withdrawn, asked_again(nic, known, text, moves_from, facts)])
}

/// Until its next version is submitted, its officer takes it up again as it was.
fn sent_back(state: &State, reason: String, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let case = for_case_officer(state, facts)?;
    match state {
        State::Absent => return Err(Refusal::Unknown),
        State::ReturnedIncomplete { officer, .. } => their_case(*officer, facts)?,
        State::InReview { .. }
        | State::Clarification { .. }
        | State::Assurance { .. }
        | State::PrecedentRoute { .. }
        | State::PagAdvice { .. }
        | State::AgdAdvice { .. }
        | State::Decision { .. } => return Err(Refusal::NotSentBack),
        State::Approved { .. } | State::ApprovedWithConditions { .. } | State::Refused { .. } => {
            return Err(Refusal::AlreadyDecided);
        }
        State::Withdrawn { .. } | State::Lapsed { .. } => return Err(Refusal::Over),
    }
    short("/reason", &reason)?;
    let (nic, version, by, on) = (case.nic.clone(), case.version, facts.actor.id, today(facts));
    Ok(vec![Event::ReturnWithdrawn { nic, version, by, on, reason: Sealed::Open(reason) }])
}
