//! What a service answers, on paper: a PDF that is typeset here.

use std::sync::Arc;

use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, Response, header},
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

/// A version of an application as its caller may see it; without one in the query, what they would be shown now.
pub(super) async fn version(door: &Door, asked: &Asked) -> Result<Value, Problem> {
    Ok(door.ask(Intake, "get-version", asked).await?.body)
}

/// Reads a version as its caller may see it, and answers with its PDF.
pub(super) async fn application(door: &Arc<Door>, asked: &Asked) -> Result<Response<Body>, Problem> {
    let read = version(door, asked).await?;
    let pdf = typeset(door, &read).await?;
    let mut response = Response::new(Body::from(pdf));
    let headers = response.headers_mut();
    answer::secure(headers, POLICY);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    for (header, text) in [
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"{}.pdf\"", paper::reference(&read))),
        (HeaderName::from_static("request-id"), asked.request.to_string()),
    ] {
        if let Ok(value) = HeaderValue::from_str(&text) {
            headers.insert(header, value);
        }
    }
    Ok(response)
}

/// The PDF of a version.
pub(super) async fn typeset(door: &Door, read: &Value) -> Result<Vec<u8>, Problem> {
    let document = paper::application(read, &door.settings.body.name);
    let place = AT_ONCE.acquire().await.map_err(|_| Problem::away("The typesetter"))?;
    // Its place is taken until it is done, also when nobody waits for it any more.
    let work = tokio::task::spawn_blocking(move || {
        let pdf = dars_paper::pdf(&document);
        drop(place);
        pdf
    });
    match work.await {
        Ok(Ok(pdf)) => Ok(pdf),
        Ok(Err(error)) => Err(unwritten(&error)),
        Err(error) => Err(unwritten(&error)),
    }
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
