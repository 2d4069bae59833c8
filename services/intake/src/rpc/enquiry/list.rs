//! Looking at enquiries, and what their small commands have in common.

use dars_bus::{
    Problem, Reply, Request,
    aggregate::{execute, load},
    journal,
};
use dars_intake_domain::enquiry::{self, Command, Event, Message, Noted, Reach, State};
use dars_vocabulary::{Actor, EnquiryRef, StaffRole, calendar::day_of_a_row, code::Team, london_date};
use serde_json::{Value, json};
use sqlx::PgConnection;
use uuid::Uuid;

use super::super::Reading;
use crate::{
    handle::{Enquiry, by_link, goes_on_with},
    store::{self, enquiries::Filter},
};

/// `GET /enquiries`: by due date, those asked for or all that are open; for staff.
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    if !request.actor.is_any_staff() {
        return Err(Problem::new(403, "staff-needed", "Enquiries are listed for the data body's staff."));
    }
    let limit = request.limit()?;
    let after = request.behind(|cursor| {
        let (day, reference) = cursor.split_once('~')?;
        Some((day_of_a_row(day)?, reference.to_owned()))
    })?;
    let rows = store::enquiries::page(connection, &filter(request)?, after, limit).await?;
    let last = rows.last().map(|row| format!("{}~{}", row.answer_due, row.reference));
    Reply::page(&rows, rows.len(), limit, last)
}

/// The states that can be asked for.
const STATES: &[&str] = &[
    "NEW",
    "TRIAGED",
    "WITH_EXPERT",
    "AWAITING_ENQUIRER",
    "SIGNPOSTED",
    "ANSWERED",
    "DUPLICATE",
    "CLOSED_NO_REPLY",
    "CLOSED",
    "CONVERTED",
];

/// How far the list reaches: as reading does, and for an operator, who reads none, over all but incidents.
fn reach(actor: &Actor) -> Reach {
    let reach = Reach::of(actor);
    if actor.is_staff(StaffRole::Operator) { Reach { teams: None, ..reach } } else { reach }
}

fn filter(request: &Request) -> Result<Filter, Problem> {
    let given = |name: &str| request.envelope.params.get(name).map(String::as_str);
    let known = |name: &str, is: bool| {
        let (code, detail) = ("value-not-acceptable", format!("This is no {name} that there is."));
        if is { Ok(()) } else { Err(Problem::new(422, code, &detail).at(&format!("/{name}"), code, &detail)) }
    };
    let (team, state, overdue) = (given("team"), given("state"), given("overdue"));
    known("team", team.is_none_or(|team| Team::ALL.iter().any(|known| known.code() == team)))?;
    known("state", state.is_none_or(|state| STATES.contains(&state)))?;
    known("overdue", overdue.is_none_or(|overdue| matches!(overdue, "true" | "false")))?;
    let owner: Option<Uuid> = match given("owner") {
        Some("me") => Some(request.actor.id.0),
        other => other.and_then(|owner| owner.parse().ok()),
    };
    known("owner", given("owner").is_none() || owner.is_some())?;
    let Reach { teams, incidents } = reach(&request.actor);
    let due_before = (overdue == Some("true")).then(|| london_date(request.now));
    let teams = teams.map(|teams| teams.iter().map(|team| team.code().to_owned()).collect());
    Ok(Filter { team: team.map(str::to_owned), owner, state: state.map(str::to_owned), due_before, teams, incidents })
}

/// `GET /enquiries/{reference}`: with its thread, from the journal.
pub async fn get(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let reference: EnquiryRef = request.param("reference")?;
    let loaded = load::<Enquiry>(connection, reference.as_str()).await?;
    let is_enquirer = request.actor == by_link(reference.as_str());
    let goes_on_with = goes_on_with(connection, &loaded.state).await?;
    if !is_enquirer && let Err(refusal) = enquiry::may_see(&loaded.state, &request.actor, goes_on_with) {
        return match noted(connection, request, &loaded.state).await? {
            Some(noted) => Reply::versioned(loaded.version, &noted),
            None => Err(Problem::refused(&refusal)),
        };
    }
    let today = london_date(request.now);
    let state = loaded.state.as_of(today);
    let before: u32 = request.behind(|number| number.parse().ok())?.unwrap_or(u32::MAX);
    let mut messages = Vec::new();
    for row in journal::rows(connection, "enquiry", reference.as_str()).await? {
        if let Some(Event::EnquiryMessageAdded { number, by_officer, text, .. }) = row.event::<Enquiry>()?
            && number < before
        {
            let at = row.entry.get("at").and_then(Value::as_str).map(str::to_owned);
            messages.push(Message { number, at, by_officer, text: text.open().cloned() });
        }
    }
    let older = newest(&mut messages);
    let shown = enquiry::shown(&state, messages, &request.actor).ok_or_else(|| Problem::not_found("enquiry"))?;
    let mut shown = serde_json::to_value(shown).map_err(|_| Problem::not_found("enquiry"))?;
    if let Some(shown) = shown.as_object_mut() {
        let known = (is_enquirer, goes_on_with);
        let permitted = enquiry::permitted(&loaded.state, &request.actor, known, request.now, request.technical_now);
        shown.insert("permitted".to_owned(), json!(permitted));
        shown.insert("next".to_owned(), json!(older));
        if is_enquirer {
            let until = store::feedback::open_about(connection, request.actor.id, reference.as_str(), today).await?;
            shown.insert("feedback_until".to_owned(), json!(until));
        }
    }
    Reply::versioned(loaded.version, &shown)
}

/// Whether the caller may know that there is this enquiry: whom reading it tells anything.
pub async fn may_know(connection: &mut Reading, request: &Request, reference: &str) -> Result<bool, Problem> {
    let state = load::<Enquiry>(connection, reference).await?.state;
    let goes_on_with = goes_on_with(connection, &state).await?;
    let sees = enquiry::may_see(&state, &request.actor, goes_on_with).is_ok();
    Ok(sees || noted(connection, request, &state).await?.is_some())
}

/// What the officer of a quoted case learns of an incident that they may not read.
async fn noted(connection: &mut Reading, request: &Request, state: &State) -> Result<Option<Noted>, Problem> {
    let Some(noted) = enquiry::noted(state).filter(|_| request.actor.is_staff(StaffRole::CaseOfficer)) else {
        return Ok(None);
    };
    let theirs = store::case_officers::of(connection, request.actor.id, noted.nics()).await?;
    Ok(noted.only(|nic| theirs.contains(nic)))
}

/// Most bytes of messages in one answer: an answer has to fit into one message of the bus.
const THREAD: usize = 384 * 1024;

/// Keeps the newest that fit; the cursor to those before them, where there are any.
fn newest(messages: &mut Vec<Message>) -> Option<String> {
    let mut size = 0_usize;
    let fits = |message: &&Message| {
        // What JSON writes around a text, and for the characters that it escapes.
        let text = message.text.as_deref().map_or(0, |text| serde_json::to_string(text).map_or(0, |json| json.len()));
        size = size.saturating_add(text).saturating_add(200);
        size <= THREAD
    };
    let kept = messages.iter().rev().take_while(fits).count();
    let older = messages.len().saturating_sub(kept.max(1));
    messages.drain(..older.min(messages.len()));
    (older > 0).then(|| messages.first().map(|first| first.number.to_string())).flatten()
}

/// One command that changes where an enquiry stands.
pub async fn change(tx: &mut PgConnection, request: &Request, command: Command) -> Result<Reply, Problem> {
    let reference: EnquiryRef = request.param("reference")?;
    let if_match = request.must_match()?;
    let done = execute::<Enquiry>(tx, &request.meta(), reference.as_str(), if_match, command).await?;
    let state = &done.saved.state;
    let mut shown = json!({
        "reference": reference,
        "state": enquiry::state_name(state, &request.actor),
        "answer_due": state.asked().map(|asked| asked.answer_due),
    });
    let particulars = serde_json::to_value(enquiry::particulars(state, &request.actor)).unwrap_or_default();
    if let (Some(shown), Value::Object(more)) = (shown.as_object_mut(), particulars) {
        shown.extend(more);
    }
    Reply::versioned(done.saved.version, &shown)
}
