//! What an enquirer does on their page. Each form bears its session's code, so that no other page can send it.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    body::Body,
    extract::{Path, Request, State},
    http::{Response, StatusCode},
};
use dars_bus::Problem;
use dars_vocabulary::EnquiryRef;
use serde_json::{Value, json};

use super::{
    away,
    cookie::{self, Session},
    not_ours, nothing_here, on_to, open,
    thread::{self, Again},
};
use crate::{
    api::{
        Door,
        enquirer::{Question, ask},
    },
    pages::form,
};

/// A form of a page whose session it is.
pub(super) struct Sent {
    enquiry: EnquiryRef,
    session: Session,
    fields: BTreeMap<String, String>,
}

impl Sent {
    pub(super) fn field(&self, name: &str) -> &str {
        self.fields.get(name).map(String::as_str).unwrap_or_default()
    }
}

async fn sent(door: &Door, reference: &str, request: Request) -> Result<Sent, Response<Body>> {
    let Ok(enquiry) = reference.parse::<EnquiryRef>() else { return Err(nothing_here(door)) };
    let (parts, body) = request.into_parts();
    if !form::is_from_here(&parts.headers) {
        return Err(not_ours(door));
    }
    let Some(session) = Session::of(&parts.headers, &enquiry) else { return Err(open::unknown(door, &enquiry)) };
    let Some(fields) = form::read(door, &parts.headers, body).await else { return Err(not_ours(door)) };
    let sent = Sent { enquiry, session, fields };
    if sent.session.is_form_code(sent.field("code")) { Ok(sent) } else { Err(not_ours(door)) }
}

/// `POST /enquiries/{reference}/reply` with `text`.
pub(super) async fn reply(
    State(door): State<Arc<Door>>,
    Path(reference): Path<String>,
    request: Request,
) -> Response<Body> {
    done(&door, &reference, request, |sent| {
        ("add-message", "/messages", json!({"text": sent.field("text")}), None, "text")
    })
    .await
}

/// `POST /enquiries/{reference}/close`
pub(super) async fn close(
    State(door): State<Arc<Door>>,
    Path(reference): Path<String>,
    request: Request,
) -> Response<Body> {
    done(&door, &reference, request, |sent| {
        ("close-enquiry", "/close", json!({"reason": "withdrawn"}), sent.field("version").parse().ok(), "")
    })
    .await
}

/// `POST /enquiries/{reference}/reopen` with `reason`.
pub(super) async fn reopen(
    State(door): State<Arc<Door>>,
    Path(reference): Path<String>,
    request: Request,
) -> Response<Body> {
    done(&door, &reference, request, |sent| {
        let version = sent.field("version").parse().ok();
        ("reopen-enquiry", "/reopen", json!({"reason": sent.field("reason")}), version, "reason")
    })
    .await
}

/// `POST /enquiries/{reference}/leave`
pub(super) async fn leave(
    State(door): State<Arc<Door>>,
    Path(reference): Path<String>,
    request: Request,
) -> Response<Body> {
    match sent(&door, &reference, request).await {
        Ok(sent) => on_to(&sent.enquiry, Some(&cookie::forget())),
        Err(answer) => answer,
    }
}

/// Request, path, body, the version that was read, and the field that a person typed.
pub(super) type What = (&'static str, &'static str, Value, Option<i64>, &'static str);

pub(super) async fn done(
    door: &Door,
    reference: &str,
    request: Request,
    what: impl FnOnce(&Sent) -> What,
) -> Response<Body> {
    let sent = match sent(door, reference, request).await {
        Ok(sent) => sent,
        Err(answer) => return answer,
    };
    let (action, verb, body, version, typed) = what(&sent);
    let key = Some(sent.field("key")).filter(|key| !key.is_empty() && key.len() <= 64 && key.is_ascii());
    let question = Question {
        action,
        call: ("POST", verb),
        enquiry: &sent.enquiry,
        proof: Some(sent.session.proof()),
        body,
        version,
        key: key.map(ToOwned::to_owned),
    };
    match ask(door, question).await {
        Ok(_) => on_to(&sent.enquiry, None),
        Err(problem) => match in_words(&problem) {
            None if problem.status == 404 => open::unknown(door, &sent.enquiry),
            None => away(door, &problem),
            Some(wrong) => {
                let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::CONFLICT);
                let again = Again { wrong, typed: sent.field(typed).to_owned(), status };
                thread::page(door, &sent.enquiry, &sent.session, again).await
            }
        },
    }
}

/// What the enquirer can do about it; `None` when that is nothing.
fn in_words(problem: &Problem) -> Option<String> {
    match problem.status {
        409 if problem.code == "idempotency-key-in-work" => Some("This is being sent already.".to_owned()),
        409 | 412 | 428 => {
            Some("The enquiry changed meanwhile. Read it below, and send this again if it still fits.".to_owned())
        }
        422 => Some(problem.errors.first().map_or_else(|| problem.detail.clone(), |error| error.detail.clone())),
        413 => Some("This is too long: write at most 4,000 characters.".to_owned()),
        _ => None,
    }
}
