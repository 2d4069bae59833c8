//! The page of an enquirer who holds their secret link; and the plain pages of a local stack: what its developer wants to
//! see at a glance, and what waits for a persona. Those exist nowhere else.

pub(crate) mod enquiry;
mod form;
mod home;
pub(crate) mod later;
mod session;
mod tasks;
mod view;

use std::sync::Arc;

use askama::Template;
use axum::{
    Router,
    body::Body,
    http::{HeaderValue, Response, StatusCode, header},
    routing::{get, post},
};

use crate::api::{self, Door};

/// The pages.
pub(crate) fn router(door: &Arc<Door>) -> Router {
    Router::new()
        .route("/", get(home::home))
        .route("/tasks", get(tasks::tasks))
        .route("/tasks/sign-in", post(session::sign_in))
        .route("/tasks/sign-out", post(session::sign_out))
        .with_state(Arc::clone(door))
}

/// A page, as every page is answered.
fn html(page: &impl Template, policy: &'static str) -> Response<Body> {
    let (status, text) = page.render().map_or_else(
        |error| {
            tracing::error!(error = &error as &dyn std::error::Error, "the page cannot be rendered");
            (StatusCode::INTERNAL_SERVER_ERROR, String::new())
        },
        |text| (StatusCode::OK, text),
    );
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    api::secure(response.headers_mut(), policy);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    response
}
