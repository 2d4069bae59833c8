//! What is written in an enquiry's thread: words of either side, a question, a reply.

use dars_rules::policy;
use dars_vocabulary::{
    Sealed,
    calendar::{london_date, working_days_after},
};

use super::{
    Asked, Event, Facts, Refusal, State,
    ask::{Side, either_side, open, unanswered, writer},
    decide::acceptable,
    details::Mask,
    incident,
    state::At,
};
use crate::rules::text;

/// The next message of the thread.
pub(super) fn message(asked: &Asked, facts: &Facts, side: Side, text: String) -> Event {
    message_masked(asked, facts, side, text, 0)
}

/// The same of a text from which `removed` numbers were taken out before.
fn message_masked(asked: &Asked, facts: &Facts, side: Side, text: String, removed: u32) -> Event {
    let mut mask = Mask { removed };
    let text = Sealed::Open(mask.take(text));
    Event::EnquiryMessageAdded {
        enquiry: asked.enquiry.clone(),
        number: asked.messages.saturating_add(1),
        by_officer: side == Side::Officer,
        author: facts.actor.id,
        text,
        numbers_removed: mask.removed,
    }
}

/// What either side writes.
pub(super) fn add_message(state: &State, facts: &Facts, text: String) -> Result<Vec<Event>, Refusal> {
    said(state, facts, either_side(state, facts)?, text, 0)
}

/// What the enquirer writes by mail: nobody's mail is an officer's word.
pub(super) fn add_mail(state: &State, facts: &Facts, text: String, removed: u32) -> Result<Vec<Event>, Refusal> {
    match either_side(state, facts)? {
        Side::Enquirer => said(state, facts, Side::Enquirer, text, removed),
        Side::Officer => Err(Refusal::RoleNeeded { who: "the enquirer" }),
    }
}

/// What the enquirer writes when they were asked is their reply.
fn said(state: &State, facts: &Facts, side: Side, text: String, removed: u32) -> Result<Vec<Event>, Refusal> {
    let asked = unanswered(state)?;
    acceptable([text::free_text("/text", &text, text::FREE_TEXT)])?;
    let at_once = if side == Side::Enquirer { incident::told_of(state, asked, facts, &text) } else { None };
    let mut events = vec![message_masked(asked, facts, side, text, removed)];
    if let (Side::Enquirer, Ok((_, At::AwaitingEnquirer { .. }))) = (side, open(state)) {
        events.push(Event::EnquiryReplied { enquiry: asked.enquiry.clone() });
    }
    events.extend(at_once);
    Ok(events)
}

/// A question, from which the days of silence count.
pub(super) fn ask(state: &State, facts: &Facts, text: String) -> Result<Vec<Event>, Refusal> {
    writer(state, facts)?;
    let (asked, at) = open(state)?;
    let team = match at {
        At::WithExpert { team } => team,
        At::New | At::Triaged => return Err(Refusal::NotRouted),
        At::AwaitingEnquirer { .. } => return Err(Refusal::AskedAlready),
    };
    acceptable([text::free_text("/text", &text, text::FREE_TEXT)])?;
    let today = london_date(facts.now);
    Ok(vec![
        message(asked, facts, Side::Officer, text),
        Event::EnquiryAsked {
            enquiry: asked.enquiry.clone(),
            team,
            chase_on: working_days_after(today, policy::ENQUIRY_CHASE.value),
            close_on: working_days_after(today, policy::ENQUIRY_CLOSE.value),
        },
    ])
}
