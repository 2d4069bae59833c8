//! The page of someone who enquired: `/enquiries/{reference}`, opened by the secret link from their mails.
//!
//! The token stands behind the `#` of the link, which browsers send to nobody. The page that answers has a button; what
//! the button sends is exchanged for a session of this one enquiry, kept in a cookie. Reading pages opens nothing, and
//! they answer the same whether or not there is such an enquiry. Everything works without a script.

mod act;
mod cookie;
mod feedback;
mod open;
mod raise;
mod thread;

use std::sync::Arc;

use askama::Template;
use axum::{
    Router,
    body::Body,
    http::{HeaderValue, Response, StatusCode, header},
    routing::{get, post},
};
use dars_bus::Problem;

use crate::api::{self, Door, FORM_POLICY};

const SCRIPT: &str = include_str!("../../../assets/open-enquiry.js");

/// The pages.
pub(crate) fn router(door: &Arc<Door>) -> Router {
    Router::new()
        .route("/enquiries/open-enquiry.js", get(script))
        .route("/enquiries/new", get(raise::show).post(raise::send))
        .route("/enquiries/{reference}", get(thread::show))
        .route("/enquiries/{reference}/open", post(open::open))
        .route("/enquiries/{reference}/link", post(open::ask_for_another))
        .route("/enquiries/{reference}/reply", post(act::reply))
        .route("/enquiries/{reference}/close", post(act::close))
        .route("/enquiries/{reference}/reopen", post(act::reopen))
        .route("/enquiries/{reference}/feedback", post(feedback::give))
        .route("/enquiries/{reference}/leave", post(act::leave))
        .with_state(Arc::clone(door))
}

async fn script() -> Response<Body> {
    let mut response = Response::new(Body::from(SCRIPT));
    api::secure(response.headers_mut(), FORM_POLICY);
    let kind = HeaderValue::from_static("text/javascript; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

/// Something that cannot be shown.
#[derive(Debug, Template)]
#[template(path = "enquiry-not.html")]
struct Not<'a> {
    body: &'a str,
    title: &'a str,
    detail: &'a str,
}

fn not(door: &Door, status: StatusCode, title: &str, detail: &str) -> Response<Body> {
    let mut response = super::html(&Not { body: door.body_name(), title, detail }, FORM_POLICY);
    *response.status_mut() = status;
    response
}

/// No reference at all.
pub(super) fn nothing_here(door: &Door) -> Response<Body> {
    not(door, StatusCode::NOT_FOUND, "There is no such page", "Check the address, or open the link in our mail again.")
}

/// What another site sends, or what is no form of ours.
fn not_ours(door: &Door) -> Response<Body> {
    not(door, StatusCode::FORBIDDEN, "This was not sent", "Go back to the page, load it again and send it from there.")
}

/// The service does not answer, or says what nobody here can mend.
fn away(door: &Door, problem: &Problem) -> Response<Body> {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
    let mut response =
        not(door, status, "Sorry, this does not work at present", "Nothing was changed. Try again in a few minutes.");
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
    }
    response
}

/// To the page of the enquiry, with another cookie where one is given.
fn on_to(enquiry: &dars_vocabulary::EnquiryRef, cookie: Option<&str>) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    let headers = response.headers_mut();
    api::secure(headers, FORM_POLICY);
    if let Ok(location) = HeaderValue::from_str(&format!("/enquiries/{enquiry}")) {
        headers.insert(header::LOCATION, location);
    }
    if let Some(cookie) = cookie.and_then(|cookie| HeaderValue::from_str(cookie).ok()) {
        headers.insert(header::SET_COOKIE, cookie);
    }
    response
}
