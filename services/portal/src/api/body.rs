//! The body of a request: JSON of a bounded size in bounded time, never kept beyond that.

use std::time::Duration;

use axum::{
    body::{Body, BodyDataStream, Bytes},
    http::{HeaderMap, header},
};
use dars_bus::Problem;
use futures::StreamExt as _;
use serde_json::Value;
use tokio_util::task::TaskTracker;

use crate::settings::Own;

/// How much of a body that nobody wants is read away after the answer, in bytes, and for how long.
const LINGER: (usize, Duration) = (16 * 1024 * 1024, Duration::from_secs(2));

/// A body that is still out there.
pub(super) struct Incoming {
    stream: Option<BodyDataStream>,
}

impl Incoming {
    pub(super) fn new(headers: &HeaderMap, body: Body) -> Self {
        // Whoever waits for our word before sending is not asked to send what nobody wants.
        let waits = headers.contains_key(header::EXPECT);
        let empty = headers.get(header::CONTENT_LENGTH).is_none() && headers.get(header::TRANSFER_ENCODING).is_none();
        Self { stream: Some(body.into_data_stream()).filter(|_| waits || !empty) }
    }

    /// The body as JSON.
    pub(super) async fn json(&mut self, headers: &HeaderMap, own: &Own) -> Result<Value, Problem> {
        let length = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
        if length.is_some_and(|length| length > own.body_limit) {
            return Err(too_large(own));
        }
        must_be_json(headers)?;
        let read = tokio::time::timeout(own.body_timeout(), self.bytes(own)).await;
        let bytes = read.map_err(|_| Problem::new(408, "body-too-slow", "The body took too long to arrive."))??;
        let value: Value = serde_json::from_slice(&bytes).map_err(|error| {
            Problem::malformed(format!(
                "The body is not JSON: see line {}, column {}. Send {{}} where there is nothing to say.",
                error.line(),
                error.column()
            ))
        })?;
        match nul_in(&value, String::new()) {
            Some(pointer) => {
                let detail = "Text must not contain the character U+0000.";
                Err(Problem::new(422, "value-not-acceptable", detail).at(&pointer, "value-not-acceptable", detail))
            }
            None => Ok(value),
        }
    }

    /// The next piece of a file; `None` at its end.
    pub(super) async fn piece(&mut self, own: &Own) -> Result<Option<Bytes>, Problem> {
        let Some(stream) = &mut self.stream else { return Ok(None) };
        let slow = |_| Problem::new(408, "body-too-slow", "The body took too long to arrive.");
        if let Some(piece) = tokio::time::timeout(own.body_timeout(), stream.next()).await.map_err(slow)? {
            return piece.map(Some).map_err(|_| Problem::malformed("The body broke off."));
        }
        self.stream = None;
        Ok(None)
    }

    async fn bytes(&mut self, own: &Own) -> Result<Vec<u8>, Problem> {
        let mut bytes = Vec::new();
        let Some(stream) = &mut self.stream else { return Ok(bytes) };
        while let Some(chunk) = stream.next().await {
            let chunk = chunk.map_err(|_| Problem::malformed("The body broke off."))?;
            if bytes.len().saturating_add(chunk.len()) > own.body_limit {
                return Err(too_large(own));
            }
            bytes.extend_from_slice(&chunk);
        }
        self.stream = None;
        Ok(bytes)
    }

    /// Reads away what is left, beside the answer and without keeping it: to close a connection on a caller who is
    /// still sending would often destroy the answer before it is read.
    pub(super) fn let_go(self, tasks: &TaskTracker) {
        let Some(mut stream) = self.stream else { return };
        let (most, patience) = LINGER;
        tasks.spawn(tokio::time::timeout(patience, async move {
            let mut left = most;
            while let Some(Ok(chunk)) = stream.next().await {
                left = left.saturating_sub(chunk.len());
                if left == 0 {
                    break;
                }
            }
        }));
    }
}

fn too_large(own: &Own) -> Problem {
    Problem::new(413, "too-large", format!("A body has at most {} KiB.", own.body_limit / 1024))
}

fn must_be_json(headers: &HeaderMap) -> Result<(), Problem> {
    let refused = |detail| Err(Problem::new(415, "not-json", detail));
    if headers.get(header::CONTENT_ENCODING).is_some_and(|encoding| encoding != "identity") {
        return refused("Send the body as it is, without a content encoding.");
    }
    let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (kind, parameters) = given.split_once(';').unwrap_or((given, ""));
    let is_json = kind.trim().eq_ignore_ascii_case("application/json");
    let charset = parameters.trim().to_ascii_lowercase().replace('"', "");
    if is_json && (charset.is_empty() || charset == "charset=utf-8") {
        Ok(())
    } else {
        refused("Send the body as Content-Type: application/json.")
    }
}

/// Where a text holds the one character that PostgreSQL's jsonb cannot.
fn nul_in(value: &Value, pointer: String) -> Option<String> {
    match value {
        Value::String(text) => text.contains('\0').then_some(pointer),
        Value::Array(items) => {
            items.iter().enumerate().find_map(|(index, item)| nul_in(item, format!("{pointer}/{index}")))
        }
        Value::Object(members) => members.iter().find_map(|(name, member)| {
            if name.contains('\0') { Some(pointer.clone()) } else { nul_in(member, format!("{pointer}/{name}")) }
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}
