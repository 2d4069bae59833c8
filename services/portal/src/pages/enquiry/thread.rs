//! An enquiry as its enquirer sees it: where it stands, who has it, by when, and what was written.

use std::sync::Arc;

use askama::Template;
use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, Response, StatusCode},
};
use dars_bus::{Reply, ids};
use dars_vocabulary::{EnquiryRef, code::Team};
use serde_json::Value;

use super::{away, cookie::Session, feedback, nothing_here, open};
use crate::{
    api::{
        Door, FORM_POLICY,
        enquirer::{Question, ask},
    },
    pages::html,
};

/// What a form could not do, and what was typed into it.
#[derive(Debug, Default)]
pub(super) struct Again {
    /// In words; empty at first.
    pub(super) wrong: String,
    /// What was typed.
    pub(super) typed: String,
    /// The status of the answer.
    pub(super) status: StatusCode,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "enquiry.html")]
struct Page<'a> {
    body: &'a str,
    reference: &'a EnquiryRef,
    stands: &'static str,
    team: String,
    by: String,
    close_on: String,
    purpose: String,
    messages: Vec<Message>,
    /// How many NHS numbers were taken out of what they wrote.
    numbers_removed: u64,
    is_open: bool,
    can_reopen: bool,
    nic: String,
    /// Until when it can be said how they found it; empty when that is not asked.
    feedback_until: String,
    marks: [u8; 5],
    groups: [(&'static str, &'static str); 7],
    /// Whether older messages are left out.
    has_older: bool,
    version: i64,
    code: String,
    key: String,
    again: Again,
}

#[derive(Debug)]
struct Message {
    at: String,
    by_officer: bool,
    /// Nothing when it was redacted.
    text: Option<String>,
}

/// `GET /enquiries/{reference}`
pub(super) async fn show(
    State(door): State<Arc<Door>>,
    Path(reference): Path<String>,
    headers: HeaderMap,
) -> Response<Body> {
    let Ok(enquiry) = reference.parse::<EnquiryRef>() else { return nothing_here(&door) };
    match Session::of(&headers, &enquiry) {
        None => open::page(&door, &enquiry, StatusCode::OK, "", ""),
        Some(session) => page(&door, &enquiry, &session, Again::default()).await,
    }
}

/// The page as it is now; the button again when the session is over.
pub(super) async fn page(door: &Door, enquiry: &EnquiryRef, session: &Session, again: Again) -> Response<Body> {
    let question = Question {
        action: "get-enquiry",
        call: ("GET", ""),
        enquiry,
        proof: Some(session.proof()),
        body: Value::Null,
        version: None,
        key: None,
    };
    match ask(door, question).await {
        Ok(reply) => {
            let status = again.status;
            let mut response = html(&Page::of(door, enquiry, session, &reply, again), FORM_POLICY);
            *response.status_mut() = status;
            response
        }
        Err(problem) if problem.status == 404 => open::unknown(door, enquiry),
        Err(problem) => away(door, &problem),
    }
}

impl<'a> Page<'a> {
    fn of(door: &'a Door, reference: &'a EnquiryRef, session: &Session, reply: &Reply, again: Again) -> Self {
        let text = |name: &str| reply.body.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let state = text("state");
        let (stands, is_open, can_reopen) = stands(&state);
        let team = reply.body.get("team").cloned().and_then(|team| serde_json::from_value::<Team>(team).ok());
        let messages = reply.body.get("messages").and_then(Value::as_array).into_iter().flatten();
        Self {
            body: door.body_name(),
            reference,
            stands,
            team: team.map(|team| team.to_string()).unwrap_or_default(),
            by: if is_open { day(&text("answer_due")) } else { String::new() },
            close_on: day(&text("close_on")),
            purpose: text("purpose_text"),
            messages: messages.map(message).collect(),
            numbers_removed: reply.body.get("numbers_removed").and_then(Value::as_u64).unwrap_or_default(),
            is_open,
            can_reopen,
            nic: text("nic"),
            feedback_until: day(&text("feedback_until")),
            marks: feedback::MARKS,
            groups: feedback::GROUPS,
            has_older: !text("next").is_empty(),
            version: reply.etag.unwrap_or_default(),
            code: session.form_code(),
            key: ids::fresh().to_string(),
            again,
        }
    }
}

/// In plain words; whether it is open, and whether it can be opened again.
fn stands(state: &str) -> (&'static str, bool, bool) {
    match state {
        "NEW" => ("We have your enquiry and will pass it to a team.", true, false),
        "TRIAGED" => ("We have looked at your enquiry and will pass it to a team.", true, false),
        "WITH_EXPERT" => ("A team is working on your enquiry.", true, false),
        "AWAITING_ENQUIRER" => ("We asked you something and wait for your reply.", true, false),
        "SIGNPOSTED" => ("We told you where to find what you asked for.", false, true),
        "ANSWERED" => ("We have answered your enquiry.", false, true),
        "DUPLICATE" => ("We closed it, because we already have another one like it.", false, true),
        "CLOSED_NO_REPLY" => ("We closed it, because we had no reply from you.", false, true),
        "CLOSED" => ("It is closed.", false, true),
        "CONVERTED" => ("It became an application.", false, false),
        _ => ("We have your enquiry.", false, false),
    }
}

fn message(value: &Value) -> Message {
    let text = |name: &str| value.get(name).and_then(Value::as_str).map(ToOwned::to_owned);
    Message {
        at: text("at").and_then(|at| at.parse().ok()).map(when).unwrap_or_default(),
        by_officer: value.get("by_officer").and_then(Value::as_bool).unwrap_or_default(),
        text: text("text"),
    }
}

fn when(at: jiff::Timestamp) -> String {
    at.to_zoned(dars_vocabulary::calendar::london()).strftime("%-d %B %Y, %-I:%M%P").to_string()
}

fn day(text: &str) -> String {
    text.parse::<jiff::civil::Date>().map(|day| day.strftime("%-d %B %Y").to_string()).unwrap_or_default()
}
