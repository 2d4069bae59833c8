//! Requests: what the portal sends, what a service answers, and the serving of them.

pub mod body;
mod client;
mod server;

pub use client::{Caller, With};
pub use server::Server;

use async_trait::async_trait;
use dars_vocabulary::Actor;
use jiff::Timestamp;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

use crate::{aggregate::Meta, idempotency, problem::Problem};

/// Header: the status of a reply.
pub const STATUS: &str = "dars-status";
/// Header: the version of the resource, on request (`If-Match`) and reply (`ETag`).
pub const ETAG: &str = "dars-etag";
/// Header: the portal's assertion.
pub const ASSERTION: &str = "dars-assertion";
/// Header: until when an answer is waited for, in technical time.
pub const DEADLINE: &str = "dars-deadline";
/// Header: the idempotency key.
pub const IDEMPOTENCY_KEY: &str = "dars-idempotency-key";

/// The body of a request as it crosses the bus: everything the assertion's hash binds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    /// Method and path as they were called, for the idempotency key.
    #[serde(default)]
    pub path: String,
    /// Parameters of the path and query.
    #[serde(default)]
    pub params: BTreeMap<String, String>,
    /// The JSON body.
    #[serde(default)]
    pub body: Value,
    /// What an enquirer shows who is not signed in; absent for everyone else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enquirer: Option<EnquirerProof>,
}

/// What shows that someone who is not signed in holds the secret link of one enquiry. The service that owns the enquiry
/// judges it; its `Debug` form shows nothing of it, so it cannot reach a log.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EnquirerProof {
    /// The token of the link itself.
    Link(String),
    /// The session that the token was exchanged for.
    Session(String),
}

impl std::fmt::Debug for EnquirerProof {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Link(_) => "Link(…)",
            Self::Session(_) => "Session(…)",
        })
    }
}

/// A request that a service is asked to answer; its assertion was checked.
#[derive(Clone, Debug)]
pub struct Request {
    /// What is asked.
    pub action: String,
    /// Who asks.
    pub actor: Actor,
    /// The request's id.
    pub id: Uuid,
    /// Path, parameters, body.
    pub envelope: Envelope,
    /// SHA-256 of the envelope.
    pub body_sha256: [u8; 32],
    /// The idempotency key, if one came.
    pub idempotency_key: Option<String>,
    /// The version the caller read, if one came.
    pub if_match: Option<i64>,
    /// The trace it belongs to.
    pub traceparent: Option<String>,
    /// Trade time.
    pub now: Timestamp,
    /// Technical time.
    pub technical_now: Timestamp,
}

impl Request {
    /// A parameter of the path, as the type it must be; what does not parse does not exist.
    pub fn param<T: std::str::FromStr>(&self, name: &'static str) -> Result<T, Problem> {
        self.envelope.params.get(name).and_then(|text| text.parse().ok()).ok_or_else(|| Problem::not_found("resource"))
    }

    /// The body, strictly; names the field that is wrong.
    pub fn body<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        body::read(&self.envelope.body)
    }

    /// The version the caller read; 428 when it is missing.
    pub fn must_match(&self) -> Result<Option<i64>, Problem> {
        self.if_match.map(Some).ok_or_else(|| {
            Problem::new(428, "if-match-missing", "Send If-Match with the ETag of the version you read.")
        })
    }

    /// How many items a page may hold: 50 unless `limit` says otherwise, from 1 to 200.
    pub fn limit(&self) -> Result<i64, Problem> {
        let Some(text) = self.envelope.params.get("limit") else { return Ok(50) };
        text.parse().ok().filter(|limit| (1..=200).contains(limit)).ok_or_else(|| {
            let detail = "limit is a number from 1 to 200.";
            Problem::malformed(detail).at("/limit", "out-of-range", detail)
        })
    }

    /// The key behind which a page begins; empty for the first.
    pub fn cursor(&self) -> &str {
        self.envelope.params.get("cursor").map(String::as_str).unwrap_or_default()
    }

    /// The place behind which a page begins, as `read` finds it in the cursor; `None` for the first.
    pub fn behind<'a, T>(&'a self, read: impl FnOnce(&'a str) -> Option<T>) -> Result<Option<T>, Problem> {
        match self.cursor() {
            "" => Ok(None),
            cursor => {
                let ours = read(cursor).map(Some);
                ours.ok_or_else(|| Problem::malformed("cursor is not one that we gave out."))
            }
        }
    }

    /// Who asks and when, for the command.
    pub fn meta(&self) -> Meta {
        Meta {
            actor: self.actor.clone(),
            now: self.now,
            technical_now: self.technical_now,
            request_id: self.id,
            traceparent: self.traceparent.clone(),
        }
    }

    /// The idempotency key with what it belongs to.
    pub fn key(&self) -> Option<idempotency::Key> {
        Some(idempotency::Key {
            actor: self.actor.id.0,
            path: self.envelope.path.clone(),
            key: self.idempotency_key.clone()?,
            body_sha256: self.body_sha256,
        })
    }
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// The HTTP status: 200, 201 or 202.
    pub status: u16,
    /// The resource's version.
    pub etag: Option<i64>,
    /// The body, as JSON.
    pub body: Value,
}

impl Reply {
    /// 200 with a body.
    pub fn ok<T: Serialize>(body: &T) -> Result<Self, Problem> {
        Self::with(200, None, body)
    }

    /// 200 with a body and the version of the resource.
    pub fn versioned<T: Serialize>(etag: i64, body: &T) -> Result<Self, Problem> {
        Self::with(200, Some(etag), body)
    }

    /// 201 with a body and the version of the resource.
    pub fn created<T: Serialize>(etag: i64, body: &T) -> Result<Self, Problem> {
        Self::with(201, Some(etag), body)
    }

    /// A page of a list: its items, and where the next begins. `read` rows were read for it, the last with key `last`.
    pub fn page<T: Serialize>(items: &[T], read: usize, limit: i64, last: Option<String>) -> Result<Self, Problem> {
        let full = i64::try_from(read).is_ok_and(|count| count == limit);
        Self::ok(&serde_json::json!({"items": items, "next": last.filter(|_| full)}))
    }

    fn with<T: Serialize>(status: u16, etag: Option<i64>, body: &T) -> Result<Self, Problem> {
        let body = serde_json::to_value(body)
            .map_err(|error| crate::error::StoreError::corrupt("reply", "body", "-", error))?;
        Ok(Self { status, etag, body })
    }
}

/// What a service answers, action by action.
#[async_trait]
pub trait Serve: Send + Sync + 'static {
    /// Answers one request.
    async fn serve(&self, request: Request) -> Result<Reply, Problem>;
}
