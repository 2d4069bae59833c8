//! Looking at enquiries, and what their small commands have in common.

use dars_bus::{
    Problem, Reply, Request,
    aggregate::{execute, load},
    journal,
};
use dars_intake_domain::enquiry::{self, Command, Event, State};
use dars_vocabulary::{Actor, EnquiryRef, london_date};
use serde_json::{Value, json};
use sqlx::PgConnection;

use super::super::Reading;
use crate::{
    handle::{Enquiry, by_link},
    store,
};

/// `GET /enquiries`: the open ones, by due date; for staff.
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    if !request.actor.is_any_staff() {
        return Err(Problem::new(403, "staff-needed", "Enquiries are listed for the data body's staff."));
    }
    let limit = request.limit()?;
    let after = match request.cursor() {
        "" => None,
        text => Some(
            text.split_once('~')
                .and_then(|(day, reference)| Some((day.parse().ok()?, reference.to_owned())))
                .ok_or_else(|| Problem::malformed("cursor is not one that we gave out."))?,
        ),
    };
    let rows = store::enquiries::page(connection, after, limit).await?;
    let last = rows.last().map(|row| format!("{}~{}", row.answer_due, row.reference));
    Reply::page(&rows, rows.len(), limit, last)
}

/// `GET /enquiries/{reference}`: with its thread, from the journal.
pub async fn get(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let reference: EnquiryRef = request.param("reference")?;
    let loaded = load::<Enquiry>(connection, reference.as_str()).await?;
    let is_enquirer = request.actor == by_link(reference.as_str());
    if !is_enquirer {
        enquiry::may_see(&loaded.state, &request.actor).map_err(|refusal| Problem::refused(&refusal))?;
    }
    let state = loaded.state.as_of(london_date(request.now));
    let mut messages = Vec::new();
    for row in journal::rows(connection, "enquiry", reference.as_str()).await? {
        if let Some(Event::EnquiryMessageAdded { number, by_officer, text, .. }) = row.event::<Enquiry>()? {
            messages.push(json!({
                "number": number,
                "at": row.entry.get("at"),
                "by_officer": by_officer,
                "text": text.open(),
            }));
        }
    }
    let asked = state.asked();
    let mut shown = json!({
        "reference": reference,
        "state": state.name(),
        "team": state.team(),
        "topic": asked.map(|asked| asked.topic),
        "channel": asked.map(|asked| asked.channel),
        "answer_due": asked.map(|asked| asked.answer_due),
        "enquirer": asked.and_then(|asked| asked.enquirer.open()),
        "purpose_text": asked.and_then(|asked| asked.purpose.open()),
        "messages": messages,
    });
    if let (Some(shown), Value::Object(more)) = (shown.as_object_mut(), particulars(&state, &request.actor)) {
        shown.extend(more);
    }
    Reply::versioned(loaded.version, &shown)
}

/// What one state has and others lack.
fn particulars(state: &State, actor: &Actor) -> Value {
    match state {
        State::AwaitingEnquirer { chase_on, close_on, .. } => json!({"chase_on": chase_on, "close_on": close_on}),
        State::Signposted { to, .. } => json!({"signposts": to}),
        State::Closed { reason, .. } => json!({"reason": reason}),
        State::Converted { nic, .. } => json!({"nic": nic}),
        // The other one may be someone else's: its enquirer alone and the staff know of it.
        State::Duplicate { of, .. } if !enquiry::is_enquirer(state, actor) && actor.is_person() => {
            json!({"duplicate_of": of})
        }
        State::Absent
        | State::New { .. }
        | State::Triaged { .. }
        | State::WithExpert { .. }
        | State::Answered { .. }
        | State::Duplicate { .. }
        | State::ClosedNoReply { .. } => json!({}),
    }
}

/// One command that changes where an enquiry stands.
pub async fn change(tx: &mut PgConnection, request: &Request, command: Command) -> Result<Reply, Problem> {
    let reference: EnquiryRef = request.param("reference")?;
    let if_match = request.must_match()?;
    let done = execute::<Enquiry>(tx, &request.meta(), reference.as_str(), if_match, command).await?;
    let state = &done.saved.state;
    let mut shown = json!({
        "reference": reference,
        "state": state.name(),
        "answer_due": state.asked().map(|asked| asked.answer_due),
    });
    if let (Some(shown), Value::Object(more)) = (shown.as_object_mut(), particulars(state, &request.actor)) {
        shown.extend(more);
    }
    Reply::versioned(done.saved.version, &shown)
}
