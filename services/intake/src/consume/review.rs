//! What `review` tells of a case.

use dars_bus::{HearError, Told, aggregate::execute};
use dars_intake_domain::application::Command;
use dars_messages::facts::review::{
    AdviceCorrectedV1, AdviceRecordedV1, AdviceScheduledV1, ApplicationApprovedV1, ApplicationRefusedV1,
    ApplicationReturnedV1, CaseAssignedV1, CaseMovedV1, CaseOfficerV1, CaseOpenedV1, CasePapersV1,
    ClarificationRaisedV1, ClarificationResolvedV1, ClarificationTextV1, DecisionDeferredV1, DecisionReasonsV1,
    DecisionReviewRequestedV1, DecisionReviewedV1, ReturnReasonsV1, ReviewRedactedV1,
};
use sqlx::PgConnection;

use super::{Heard, redaction};
use crate::{handle::Application, store};

/// Notes it on the application.
pub async fn hear(tx: &mut PgConnection, told: &Told) -> Result<Heard, HearError> {
    if told.is::<ReviewRedactedV1>() {
        let fact: ReviewRedactedV1 = told.read()?;
        redaction::empty(tx, told, &fact.events).await?;
        return Ok(Heard::Quietly);
    }
    if told.is::<ReturnReasonsV1>() || told.is::<ClarificationTextV1>() || told.is::<DecisionReasonsV1>() {
        // What was redacted before it came here has nothing to say.
        if let Some(command) = with_content(told)? {
            let done = execute::<Application>(tx, &super::meta(told), &told.reference, None, command).await?;
            if !done.events.is_empty() {
                let number = done.saved.chain_length;
                store::derived_entries::keep(tx, told.event_id, &told.reference, number).await?;
            }
        }
        return Ok(Heard::Quietly);
    }
    if told.is::<CaseOfficerV1>() {
        let fact: CaseOfficerV1 = told.read()?;
        store::case_officers::keep(tx, &fact.nic, fact.officer, told.time).await?;
        return Ok(Heard::Quietly);
    }
    if told.is::<CasePapersV1>() {
        let fact: CasePapersV1 = told.read()?;
        store::case_papers::keep(tx, told, &fact).await?;
        return Ok(Heard::Quietly);
    }
    if is_a_step_alone(told)? {
        return Ok(Heard::Step);
    }
    let Some(command) = command(told)? else { return Ok(Heard::Unknown) };
    execute::<Application>(tx, &super::meta(told), &told.reference, None, command).await?;
    Ok(Heard::Step)
}

/// What carries words, unless they are redacted.
fn with_content(told: &Told) -> Result<Option<Command>, HearError> {
    if told.is::<ReturnReasonsV1>() {
        let ReturnReasonsV1 { version, reasons, .. } = told.read()?;
        Ok(reasons.map(|reasons| Command::NoteReturnReasons { version, reasons }))
    } else if told.is::<DecisionReasonsV1>() {
        // That nothing is said is told, too: it overtakes what was said of an earlier decision about this version.
        let DecisionReasonsV1 { version, text: reasons, conditions, .. } = told.read()?;
        Ok(Some(Command::NoteDecisionReasons { version, reasons, conditions: conditions.unwrap_or_default() }))
    } else {
        let ClarificationTextV1 { clarification, round, text, .. } = told.read()?;
        Ok(text.map(|text| Command::NoteClarificationText { clarification, round, text }))
    }
}

/// What is a step of the timeline and nothing more.
fn is_a_step_alone(told: &Told) -> Result<bool, HearError> {
    if told.is::<CaseAssignedV1>() {
        told.read::<CaseAssignedV1>()?;
        Ok(true)
    } else {
        Ok(false)
    }
}

fn command(told: &Told) -> Result<Option<Command>, HearError> {
    Ok(Some(if told.is::<CaseOpenedV1>() {
        let fact: CaseOpenedV1 = told.read()?;
        Command::NoteCaseOpened { version: fact.version }
    } else if told.is::<CaseMovedV1>() {
        let fact: CaseMovedV1 = told.read()?;
        Command::NoteCaseMoved { stage: fact.stage }
    } else if told.is::<ApplicationReturnedV1>() {
        let fact: ApplicationReturnedV1 = told.read()?;
        Command::NoteReturned { version: fact.version, sections: fact.sections }
    } else if told.is::<ClarificationRaisedV1>() {
        let ClarificationRaisedV1 { clarification, round, section, standard, severity, due, lapses_on, .. } =
            told.read()?;
        Command::NoteClarification { clarification, round, section, standard, severity, due, lapses_on }
    } else if told.is::<ClarificationResolvedV1>() {
        let fact: ClarificationResolvedV1 = told.read()?;
        Command::NoteResolved { clarification: fact.clarification }
    } else if told.is::<AdviceScheduledV1>() {
        let AdviceScheduledV1 { group, meets_on, .. } = told.read()?;
        Command::NoteAdviceScheduled { group, meets_on }
    } else if told.is::<AdviceRecordedV1>() {
        let AdviceRecordedV1 { group, outcome, met_on, .. } = told.read()?;
        Command::NoteAdvice { group, outcome, met_on }
    } else if told.is::<AdviceCorrectedV1>() {
        let AdviceCorrectedV1 { group, was_met_on, outcome, met_on, .. } = told.read()?;
        Command::NoteAdviceCorrected { group, was_met_on, outcome, met_on }
    } else if told.is::<DecisionReviewRequestedV1>() {
        let DecisionReviewRequestedV1 { version, requested_on, .. } = told.read()?;
        Command::NoteDecisionReviewRequested { version, requested_on }
    } else if told.is::<DecisionReviewedV1>() {
        let DecisionReviewedV1 { version, outcome, reviewed_on, .. } = told.read()?;
        Command::NoteDecisionReviewed { version, outcome, reviewed_on }
    } else if told.is::<DecisionDeferredV1>() {
        let fact: DecisionDeferredV1 = told.read()?;
        Command::NoteDeferred { version: fact.version }
    } else if told.is::<ApplicationApprovedV1>() {
        let ApplicationApprovedV1 { version, title, with_conditions, decided_on, .. } = told.read()?;
        Command::NoteApproved { version, title, with_conditions, decided_on }
    } else if told.is::<ApplicationRefusedV1>() {
        let fact: ApplicationRefusedV1 = told.read()?;
        Command::NoteRefused { version: fact.version, reason: fact.reason, decided_on: fact.decided_on }
    } else {
        return Ok(None);
    }))
}
