//! The page that a link leads to: a button, the exchange of the token behind it, and a form for another link.

use std::sync::Arc;

use askama::Template;
use axum::{
    body::Body,
    extract::{Path, Request, State},
    http::{HeaderValue, Response, StatusCode, header},
};
use dars_bus::rpc::EnquirerProof;
use dars_messages::requests::intake::EnquirySession;
use dars_vocabulary::EnquiryRef;
use serde_json::{Value, json};

use super::{away, cookie, not_ours, nothing_here, on_to};
use crate::{
    api::{
        Door, LINK_POLICY,
        enquirer::{Question, ask},
    },
    pages::{form, html},
};

/// The longest link that anyone pastes.
const LONGEST: usize = 512;

/// The page.
#[derive(Debug, Template)]
#[template(path = "enquiry-open.html")]
struct Page<'a> {
    body: &'a str,
    reference: &'a EnquiryRef,
    /// What went wrong; empty at first.
    wrong: &'a str,
    /// What was done; empty at first.
    done: &'a str,
}

/// The button; the same for every reference, whether or not there is such an enquiry.
pub(super) fn page(door: &Door, reference: &EnquiryRef, status: StatusCode, wrong: &str, done: &str) -> Response<Body> {
    let mut response = html(&Page { body: door.body_name(), reference, wrong, done }, LINK_POLICY);
    *response.status_mut() = status;
    if !wrong.is_empty()
        && let Ok(forgotten) = HeaderValue::from_str(&cookie::forget())
    {
        response.headers_mut().insert(header::SET_COOKIE, forgotten);
    }
    response
}

/// The link was another's, is over, or never was one: nobody is told which.
pub(super) fn unknown(door: &Door, reference: &EnquiryRef) -> Response<Body> {
    let wrong = "This link does not open an enquiry. It may have ended: you can ask for a new one below.";
    page(door, reference, StatusCode::NOT_FOUND, wrong, "")
}

/// `POST /enquiries/{reference}/open` with `token` in a form.
pub(super) async fn open(
    State(door): State<Arc<Door>>,
    Path(reference): Path<String>,
    request: Request,
) -> Response<Body> {
    let Ok(enquiry) = reference.parse::<EnquiryRef>() else { return nothing_here(&door) };
    let (parts, body) = request.into_parts();
    if !form::is_from_here(&parts.headers) {
        return not_ours(&door);
    }
    let Some(fields) = form::read(&door, &parts.headers, body).await else { return not_ours(&door) };
    let pasted = fields.get("token").map(String::as_str).unwrap_or_default().trim();
    // The whole link serves as well as its code.
    let token = pasted.rsplit('#').next().unwrap_or_default();
    if token.is_empty() || token.len() > LONGEST {
        return unknown(&door, &enquiry);
    }
    let question = Question {
        action: "open-enquiry-link",
        call: ("POST", "/open"),
        enquiry: &enquiry,
        proof: Some(EnquirerProof::Link(token.to_owned())),
        body: Value::Null,
        version: None,
        key: None,
    };
    match ask(&door, question).await {
        Ok(reply) => {
            let session = serde_json::from_value::<EnquirySession>(reply.body).ok();
            let cookie = session.and_then(|opened| cookie::keep(&enquiry, &opened.session, opened.seconds));
            cookie.map_or_else(|| unknown(&door, &enquiry), |cookie| on_to(&enquiry, Some(&cookie)))
        }
        Err(problem) if problem.status == 404 => unknown(&door, &enquiry),
        Err(problem) => away(&door, &problem),
    }
}

/// `POST /enquiries/{reference}/link` with `email` in a form: the answer is the same for every address.
pub(super) async fn ask_for_another(
    State(door): State<Arc<Door>>,
    Path(reference): Path<String>,
    request: Request,
) -> Response<Body> {
    let Ok(enquiry) = reference.parse::<EnquiryRef>() else { return nothing_here(&door) };
    let (parts, body) = request.into_parts();
    if !form::is_from_here(&parts.headers) {
        return not_ours(&door);
    }
    let Some(fields) = form::read(&door, &parts.headers, body).await else { return not_ours(&door) };
    let question = Question {
        action: "renew-enquiry-link",
        call: ("POST", "/link"),
        enquiry: &enquiry,
        proof: None,
        body: json!({"email": fields.get("email").map(|email| email.trim()).unwrap_or_default()}),
        version: None,
        key: None,
    };
    match ask(&door, question).await {
        Ok(_) => {
            let done = "If this is the address of the enquiry, we mail a new link to it.";
            page(&door, &enquiry, StatusCode::OK, "", done)
        }
        Err(problem) if problem.status == 422 => {
            let wrong = "Write one e-mail address, such as you@example.org.";
            page(&door, &enquiry, StatusCode::UNPROCESSABLE_ENTITY, wrong, "")
        }
        Err(problem) => away(&door, &problem),
    }
}
