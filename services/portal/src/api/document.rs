//! What a service answers, on paper: a PDF that is typeset here.

use std::sync::Arc;

use axum::{
    body::Body,
    http::{HeaderValue, Response, header},
};
use dars_bus::Problem;
use dars_messages::Owner::Intake;
use serde_json::{Value, json};
use tokio::sync::Semaphore;

use super::{
    answer,
    door::{Asked, Door},
};
use crate::paper;

/// So many are typeset at once: it takes a core for some tenths of a second each.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// What a browser may do with it beside showing it: nothing.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/// Reads an application as its caller may see it, and answers with its PDF.
pub(super) async fn application(door: &Arc<Door>, asked: &Asked) -> Result<Response<Body>, Problem> {
    let read = door.ask(Intake, "get-application", asked).await?;
    let document = paper::application(&read.body, &door.settings.body.name);
    let name = format!("{}.pdf", document.reference);
    let typeset = AT_ONCE.acquire().await.map_err(|_| Problem::away("The typesetter"))?;
    let pdf = tokio::task::spawn_blocking(move || dars_paper::pdf(&document)).await;
    drop(typeset);
    let pdf = match pdf {
        Ok(Ok(pdf)) => pdf,
        Ok(Err(error)) => return Err(unwritten(&error)),
        Err(error) => return Err(unwritten(&error)),
    };
    let mut response = Response::new(Body::from(pdf));
    let headers = response.headers_mut();
    answer::secure(headers, POLICY);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    for (header, text) in [
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}\"")),
        (header::HeaderName::from_static("request-id"), asked.request.to_string()),
    ] {
        if let Ok(value) = HeaderValue::from_str(&text) {
            headers.insert(header, value);
        }
    }
    Ok(response)
}

/// The message is about our template, never about what was written.
fn unwritten(error: &dyn std::fmt::Display) -> Problem {
    tracing::error!(%error, "a document was not typeset");
    Problem::new(500, "document-not-written", "The document could not be written. Read it as JSON meanwhile.")
}

/// What it answers, for the description.
pub(super) fn response_content() -> Value {
    json!({"application/pdf": {"schema": {"type": "string", "format": "binary"}}})
}
