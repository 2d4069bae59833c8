//! The form in which anyone raises an enquiry: plain, without a script, and kept when something is wrong with it.

use std::{collections::BTreeMap, sync::Arc};

use askama::Template;
use axum::{
    body::Body,
    extract::{Request, State},
    http::{Response, StatusCode},
};
use dars_bus::{Problem, ids};
use dars_messages::requests::intake::EnquiryRaised;
use dars_vocabulary::code::EnquiryTopic;
use serde_json::{Value, json};

use super::{away, not_ours};
use crate::{
    api::{Door, FORM_POLICY, enquirer::raise},
    pages::{form, html},
};

/// The form, and what was typed into it.
#[derive(Debug, Template)]
#[template(path = "enquiry-new.html")]
struct Page<'a> {
    body: &'a str,
    /// What is wrong; empty at first.
    wrong: Vec<String>,
    topics: Vec<(&'static str, String)>,
    topic: &'a str,
    name: &'a str,
    email: &'a str,
    organisation: &'a str,
    purpose: &'a str,
    data_incident: &'a str,
    key: String,
}

/// What was raised.
#[derive(Debug, Template)]
#[template(path = "enquiry-raised.html")]
struct Raised<'a> {
    body: &'a str,
    told: EnquiryRaised,
    by: String,
}

/// `GET /enquiries/new`
pub(super) async fn show(State(door): State<Arc<Door>>) -> Response<Body> {
    page(&door, &BTreeMap::new(), Vec::new(), StatusCode::OK)
}

/// `POST /enquiries/new` with the fields of the form.
pub(super) async fn send(State(door): State<Arc<Door>>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    if !form::is_from_here(&parts.headers) {
        return not_ours(&door);
    }
    let Some(fields) = form::read(&door, &parts.headers, body).await else { return not_ours(&door) };
    let key = Some(field(&fields, "key")).filter(|key| !key.is_empty() && key.len() <= 64 && key.is_ascii());
    match raise(&door, said(&fields), key.map(str::to_owned)).await {
        Ok(reply) => match serde_json::from_value::<EnquiryRaised>(reply.body) {
            Ok(told) => {
                let by = told.answer_due.strftime("%-d %B %Y").to_string();
                html(&Raised { body: door.body_name(), told, by }, FORM_POLICY)
            }
            Err(_) => away(&door, &Problem::not_found("enquiry")),
        },
        Err(problem) if matches!(problem.status, 400 | 409 | 413 | 422 | 429) => {
            let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
            page(&door, &fields, in_words(problem), status)
        }
        Err(problem) => away(&door, &problem),
    }
}

/// Every field that is wrong, or what is wrong with all of it.
fn in_words(problem: Problem) -> Vec<String> {
    let fields: Vec<String> = problem.errors.into_iter().map(|error| error.detail).collect();
    if fields.is_empty() { vec![problem.detail] } else { fields }
}

fn field<'a>(fields: &'a BTreeMap<String, String>, name: &str) -> &'a str {
    fields.get(name).map(|text| text.trim()).unwrap_or_default()
}

fn said(fields: &BTreeMap<String, String>) -> Value {
    let text = |name: &str| field(fields, name);
    // What is no topic that there is, is something else.
    let topic = EnquiryTopic::ALL.iter().find(|topic| topic.code() == text("topic")).unwrap_or(&EnquiryTopic::Other);
    let data_incident = match text("data_incident") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    json!({
        "name": text("name"),
        "email": text("email"),
        "organisation": Some(text("organisation")).filter(|organisation| !organisation.is_empty()),
        "topic": topic,
        "purpose_text": text("purpose"),
        "data_incident": data_incident,
    })
}

fn page(door: &Door, fields: &BTreeMap<String, String>, wrong: Vec<String>, status: StatusCode) -> Response<Body> {
    let page = Page {
        body: door.body_name(),
        wrong,
        topics: EnquiryTopic::ALL.iter().map(|topic| (topic.code(), topic.to_string())).collect(),
        topic: field(fields, "topic"),
        name: field(fields, "name"),
        email: field(fields, "email"),
        organisation: field(fields, "organisation"),
        purpose: field(fields, "purpose"),
        data_incident: field(fields, "data_incident"),
        key: ids::fresh().to_string(),
    };
    let mut response = html(&page, FORM_POLICY);
    *response.status_mut() = status;
    response
}
