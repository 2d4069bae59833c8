//! Questions to the applicant: asked, judged, asked again.

use dars_rules::policy;
use dars_vocabulary::{
    Nic, PersonId, Sealed,
    calendar::{days_after, working_days_after},
};
use jiff::civil::Date;

use super::{
    Case, Clarification, ClarificationStatus, Event, Facts, Question, Quoted, Refusal, Resolution, State, Whence,
    clarification::blocks,
    cover::their_case,
    decide::{for_case_officer, today},
    event,
    words::{long, question as acceptable},
};
use crate::rules::{
    phrases::{Phrase, phrase_of},
    standards::standard_of,
};

/// Its case officer asks. For a blocking question the case waits in clarification, and returns to where it was; an
/// advisory one is asked while it goes on.
pub(super) fn raise(state: &State, question: Question, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let case = for_case_officer(state, facts)?;
    let (officer, moves_from) = match state {
        State::Absent => return Err(Refusal::Unknown),
        State::InReview { officer: None, .. } => return Err(Refusal::NotAssigned),
        State::InReview { officer: Some(officer), .. } => (*officer, Some(Whence::InReview)),
        State::Clarification { officer, .. } => (*officer, None),
        State::Assurance { officer, .. } => (*officer, Some(Whence::Assurance)),
        State::PrecedentRoute { officer, .. } => (*officer, Some(Whence::PrecedentRoute)),
        State::PagAdvice { officer, .. } => (*officer, Some(Whence::PagAdvice)),
        State::AgdAdvice { officer, .. } => (*officer, Some(Whence::AgdAdvice)),
        State::ReturnedIncomplete { .. } => return Err(Refusal::SentBack),
        State::Decision { .. } => return Err(Refusal::BeforeApprover),
        State::Approved { .. } | State::ApprovedWithConditions { .. } | State::Refused { .. } => {
            return Err(Refusal::AlreadyDecided);
        }
        State::Withdrawn { .. } | State::Lapsed { .. } => return Err(Refusal::Over),
    };
    their_case(officer, facts)?;
    acceptable("", &question)?;
    let moves_from = moves_from.filter(|_| blocks(question.severity));
    Ok(vec![asked(case, first_number(case), question, moves_from, facts)])
}

/// Its case officer takes an answer for good, or asks again; the last one settled lets the case go on.
pub(super) fn resolve(
    state: &State,
    number: u32,
    resolution: Resolution,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    let case = for_case_officer(state, facts)?;
    let known = case.clarification(number).ok_or(Refusal::ClarificationUnknown)?;
    let (officer, whence) = match state {
        State::Absent => return Err(Refusal::Unknown),
        State::Clarification { officer, whence, .. } => (*officer, Some(*whence)),
        // What is left to settle there is advisory.
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
    match known.status {
        ClarificationStatus::Open => return Err(Refusal::NotAnswered),
        ClarificationStatus::Resolved | ClarificationStatus::Overtaken | ClarificationStatus::Withdrawn => {
            return Err(Refusal::ClarificationSettled);
        }
        ClarificationStatus::Answered => {}
    }
    match resolution {
        Resolution::Accept => {
            let returns_to = whence.filter(|_| !case.others_hold_up(number));
            // Nothing goes before an approver while a specialist has not answered: nor back there.
            if returns_to == Some(Whence::Decision) && case.waits_for_specialists() {
                return Err(Refusal::ChecksOpen);
            }
            Ok(vec![Event::ClarificationResolved(event::ClarificationResolved {
                nic: case.nic.clone(),
                number,
                by: facts.actor.id,
                returns_to,
            })])
        }
        Resolution::Reject { text } => {
            // Nothing is asked behind the approver's back.
            if matches!(state, State::Decision { .. }) {
                return Err(Refusal::BeforeApprover);
            }
            long("/text", &text)?;
            Ok(vec![asked_again(case.nic.clone(), known, text, None, facts)])
        }
    }
}

/// Closes every question that is not settled, since the case is decided upon: at an approver, none of them blocks.
pub(super) fn closed(case: &Case, facts: &Facts) -> Vec<Event> {
    let left = case.clarifications.iter().filter(|known| known.pending());
    left.map(|known| {
        Event::ClarificationResolved(event::ClarificationResolved {
            nic: case.nic.clone(),
            number: known.number,
            by: facts.actor.id,
            returns_to: None,
        })
    })
    .collect()
}

/// The number of the next clarification.
pub(super) fn first_number(case: &Case) -> u32 {
    case.clarifications.iter().map(|known| known.number).max().unwrap_or_default().saturating_add(1)
}

/// A question in its first round.
pub(super) fn asked(case: &Case, number: u32, asked: Question, moves_from: Option<Whence>, facts: &Facts) -> Event {
    let Asked { raised_on, due, lapses_on, by } = Asked::now(facts);
    Event::ClarificationRaised(event::ClarificationRaised {
        nic: case.nic.clone(),
        number,
        round: 1,
        section: asked.section,
        standard_version: version_of(asked.standard.as_deref()),
        standard: asked.standard,
        phrase: asked.phrase.as_deref().and_then(phrase_of).map(quoted),
        severity: asked.severity,
        raised_on,
        due,
        lapses_on,
        by,
        text: Sealed::Open(asked.text),
        moves_from,
    })
}

/// Which version of a standard is asked about.
fn version_of(standard: Option<&str>) -> Option<String> {
    standard.and_then(standard_of).and_then(|standard| standard.version).map(ToOwned::to_owned)
}

fn quoted(phrase: &Phrase) -> Quoted {
    Quoted { id: phrase.id.to_owned(), version: phrase.version }
}

/// The question of the next round; `moves_from`: from where it takes the case into clarification.
pub(super) fn asked_again(
    nic: Nic,
    known: &Clarification,
    text: String,
    moves_from: Option<Whence>,
    facts: &Facts,
) -> Event {
    let Asked { raised_on, due, lapses_on, by } = Asked::now(facts);
    Event::ClarificationRaised(event::ClarificationRaised {
        nic,
        number: known.number,
        round: known.round().saturating_add(1),
        section: known.section,
        standard: known.standard.clone(),
        standard_version: known.standard_version.clone(),
        phrase: known.phrase.clone(),
        severity: known.severity,
        raised_on,
        due,
        lapses_on,
        by,
        text: Sealed::Open(text),
        moves_from,
    })
}

/// When something is asked, by whom, and until when an answer is awaited.
struct Asked {
    raised_on: Date,
    due: Date,
    lapses_on: Date,
    by: PersonId,
}

impl Asked {
    fn now(facts: &Facts) -> Self {
        let raised_on = today(facts);
        Self {
            raised_on,
            due: working_days_after(raised_on, policy::CLARIFICATION_REPLY.value),
            lapses_on: days_after(raised_on, i64::from(policy::APPLICATION_LAPSE.value)),
            by: facts.actor.id,
        }
    }
}
