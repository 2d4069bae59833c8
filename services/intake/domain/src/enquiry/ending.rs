//! How an enquiry ends, and begins again.

use dars_rules::policy;
use dars_vocabulary::{
    EnquiryRef, FieldError, Sealed,
    calendar::{london_date, working_days_after},
    code::{ClosingReason, Signpost},
};
use jiff::civil::Date;

use super::{
    Event, Facts, Other, Refusal, State,
    ask::{ROUTERS, Side, either_side, not_an_incident_of_others, officer, open, unanswered, writer},
    decide::acceptable,
    details::Mask,
    incident,
    state::Stage,
    thread::message,
};
use crate::rules::text;

/// What is to be told when `today`, the state as the dates make it, is another one than is stored.
pub(super) fn silence(stored: &State, today: &State) -> Vec<Event> {
    match today.asked() {
        Some(asked) if stored != today => vec![Event::EnquiryClosedNoReply { enquiry: asked.enquiry.clone() }],
        Some(_) | None => Vec::new(),
    }
}

/// What is to be told once, when the day of the answer has passed: it waits for us, or for its merged twin.
pub(super) fn overdue(state: &State, today: Date) -> Vec<Event> {
    match state.asked() {
        Some(asked) if state.overdue_on().is_some_and(|day| day <= today) => vec![Event::EnquiryOverdue {
            enquiry: asked.enquiry.clone(),
            team: state.team(),
            answer_due: asked.answer_due,
        }],
        Some(_) | None => Vec::new(),
    }
}

pub(super) fn answer(state: &State, facts: &Facts, text: String) -> Result<Vec<Event>, Refusal> {
    writer(state, facts)?;
    let asked = unanswered(state)?;
    acceptable([text::free_text("/text", &text, text::FREE_TEXT)])?;
    let enquiry = asked.enquiry.clone();
    Ok(vec![message(asked, facts, Side::Officer, text), Event::EnquiryAnswered { enquiry }])
}

pub(super) fn signpost(
    state: &State,
    facts: &Facts,
    to: Vec<Signpost>,
    text: Option<String>,
) -> Result<Vec<Event>, Refusal> {
    writer(state, facts)?;
    let asked = unanswered(state)?;
    acceptable([
        to.is_empty().then(|| FieldError {
            pointer: "/to".to_owned(),
            code: "missing".to_owned(),
            detail: "Say where to: give at least one.".to_owned(),
        }),
        text.as_deref().and_then(|text| text::free_text("/text", text, text::FREE_TEXT)),
    ])?;
    let mut places: Vec<Signpost> = Vec::with_capacity(to.len());
    for place in to {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    let enquiry = asked.enquiry.clone();
    let said = text.map(|text| message(asked, facts, Side::Officer, text));
    Ok(said.into_iter().chain([Event::EnquirySignposted { enquiry, to: places }]).collect())
}

pub(super) fn close(state: &State, facts: &Facts, reason: ClosingReason) -> Result<Vec<Event>, Refusal> {
    let side = either_side(state, facts)?;
    let asked = unanswered(state)?;
    let by_officer = side == Side::Officer;
    if by_officer {
        not_an_incident_of_others(state, facts)?;
    }
    Ok(vec![Event::EnquiryClosed { enquiry: asked.enquiry.clone(), reason, by_officer }])
}

pub(super) fn mark_duplicate(state: &State, facts: &Facts, of: EnquiryRef) -> Result<Vec<Event>, Refusal> {
    officer(state, facts, ROUTERS, "a triage officer")?;
    let (asked, _) = open(state)?;
    if asked.enquiry == of {
        return Err(Refusal::DuplicateOfItself);
    }
    match facts.other {
        Other::Known | Other::Open => Ok(vec![Event::EnquiryMarkedDuplicate { enquiry: asked.enquiry.clone(), of }]),
        Other::Unknown => Err(Refusal::OtherUnknown),
        Other::Duplicate => Err(Refusal::OtherIsDuplicate),
    }
}

/// An end locks no door: both sides may go on, and the answer is due anew. An application goes on where it is.
pub(super) fn reopen(state: &State, facts: &Facts, reason: &str) -> Result<Vec<Event>, Refusal> {
    let side = either_side(state, facts)?;
    let asked = match state.stage() {
        Stage::Over(asked) => asked,
        // It goes on by itself again; for its enquirer it never stopped.
        Stage::Merged(asked, _) if side == Side::Officer => asked,
        Stage::Absent => return Err(Refusal::Unknown),
        Stage::Merged(..) | Stage::Open(..) => return Err(Refusal::Open),
        Stage::Converted(_) => return Err(Refusal::Converted),
    };
    acceptable([text::free_text("/reason", reason, text::FREE_TEXT)])?;
    let told = if side == Side::Enquirer { incident::told_of(state, asked, facts, reason) } else { None };
    let reopened = Event::EnquiryReopened {
        enquiry: asked.enquiry.clone(),
        reason: Sealed::Open(Mask::default().text(reason)),
        by_officer: side == Side::Officer,
        answer_due: working_days_after(london_date(facts.now), policy::ENQUIRY_ANSWER.value),
    };
    Ok([reopened].into_iter().chain(told).collect())
}
