//! A message on the wire: CloudEvents 1.0 in NATS binary mode (interop.md §3).

use async_nats::HeaderMap;
use bytes::Bytes;
use dars_messages::{Contact, Fact, OutgoingFamily, Owner, topology};
use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use crate::error::HearError;

/// A message as its hearer gets it.
#[derive(Clone, Debug)]
pub struct Told {
    /// The event's id; its effect happens once.
    pub event_id: Uuid,
    /// Who tells it.
    pub owner: Owner,
    /// Fact or contact.
    pub family: OutgoingFamily,
    /// The name in its subject.
    pub name: String,
    /// The version of its shape.
    pub version: u32,
    /// What it is about.
    pub reference: String,
    /// Trade time at which it happened.
    pub time: Timestamp,
    /// The trace it belongs to (W3C).
    pub traceparent: Option<String>,
    /// The data, as JSON.
    pub body: Bytes,
    /// The subject it came on.
    pub subject: String,
}

impl Told {
    /// Whether this is fact `F`.
    pub fn is<F: Fact>(&self) -> bool {
        self.family == OutgoingFamily::Facts
            && self.owner == F::OWNER
            && self.name == F::NAME
            && self.version == F::VERSION
    }

    /// Whether this is contact `C`.
    pub fn is_contact<C: Contact>(&self) -> bool {
        self.family == OutgoingFamily::Contacts
            && self.owner == C::OWNER
            && self.name == C::NAME
            && self.version == C::VERSION
    }

    /// The data as the type the name promises; a dead letter otherwise.
    pub fn read<T: serde::de::DeserializeOwned>(&self) -> Result<T, HearError> {
        serde_json::from_slice(&self.body).map_err(|_| HearError::Reject { code: "unreadable".to_owned() })
    }
}

/// Why a message on a stream is not its owner's and is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Foreign(pub &'static str);

/// The headers of a message on its way out.
pub fn headers(
    subject: &str,
    event_id: Uuid,
    time: Timestamp,
    traceparent: Option<&str>,
    generation: i64,
) -> Option<HeaderMap> {
    let parts = parse_subject(subject)?;
    let mut headers = HeaderMap::new();
    headers.insert("ce-specversion", "1.0");
    headers.insert("ce-id", event_id.to_string().as_str());
    headers.insert("ce-source", topology::event_source(parts.owner).as_str());
    let event_type = match parts.family {
        OutgoingFamily::Facts => topology::event_type(parts.owner, parts.name, parts.version),
        OutgoingFamily::Contacts => topology::contact_type(parts.owner, parts.name, parts.version),
    };
    headers.insert("ce-type", event_type.as_str());
    headers.insert("ce-time", time.to_string().as_str());
    headers.insert("ce-subject", parts.reference);
    headers.insert("ce-dataschema", topology::schema_uri(&event_type).as_str());
    headers.insert("ce-datacontenttype", "application/json");
    headers.insert("Nats-Msg-Id", message_id(event_id, generation).as_str());
    if let Some(traceparent) = traceparent {
        headers.insert("traceparent", traceparent);
    }
    Some(headers)
}

/// `Nats-Msg-Id`: the event's id and the stream's generation, since after a purge the broker still calls the bare id a
/// duplicate.
pub fn message_id(event_id: Uuid, generation: i64) -> String {
    format!("{event_id}.g{generation}")
}

/// Event id and generation of a stored message, if they are there.
pub fn identity(headers: &HeaderMap) -> Option<(Uuid, i64)> {
    let id = headers.get("Nats-Msg-Id")?.as_str();
    let (event_id, generation) = id.split_once(".g")?;
    Some((event_id.parse().ok()?, generation.parse().ok()?))
}

/// Reads a message found on `owner`'s stream; `Foreign` when its subject, source, type or reference do not agree, as
/// with a message that came there through somebody's reply or deliver subject.
pub fn read(owner: Owner, family: OutgoingFamily, message: &async_nats::Message) -> Result<Told, Foreign> {
    let subject = message.subject.as_str();
    let parts = parse_subject(subject).ok_or(Foreign("subject"))?;
    if parts.owner != owner || parts.family != family {
        return Err(Foreign("owner"));
    }
    let headers = message.headers.as_ref().ok_or(Foreign("headers"))?;
    let header = |name: &str| headers.get(name).map(async_nats::HeaderValue::as_str);
    if header("ce-source") != Some(topology::event_source(owner).as_str()) {
        return Err(Foreign("source"));
    }
    let event_type = match family {
        OutgoingFamily::Facts => topology::event_type(owner, parts.name, parts.version),
        OutgoingFamily::Contacts => topology::contact_type(owner, parts.name, parts.version),
    };
    if header("ce-type") != Some(event_type.as_str()) {
        return Err(Foreign("type"));
    }
    if header("ce-subject") != Some(parts.reference) {
        return Err(Foreign("reference"));
    }
    let event_id = header("ce-id").and_then(|id| id.parse().ok()).ok_or(Foreign("id"))?;
    let time = header("ce-time").and_then(|time| time.parse().ok()).ok_or(Foreign("time"))?;
    Ok(Told {
        event_id,
        owner,
        family,
        name: parts.name.to_owned(),
        version: parts.version,
        reference: parts.reference.to_owned(),
        time,
        traceparent: header("traceparent").map(ToOwned::to_owned),
        body: message.payload.clone(),
        subject: subject.to_owned(),
    })
}

/// Rebuilds a told message from a dead letter.
pub fn from_stored(subject: &str, headers: &Value, body: Bytes) -> Option<Told> {
    let parts = parse_subject(subject)?;
    let header = |name: &str| headers.get(name).and_then(Value::as_str);
    Some(Told {
        event_id: header("ce-id")?.parse().ok()?,
        owner: parts.owner,
        family: parts.family,
        name: parts.name.to_owned(),
        version: parts.version,
        reference: parts.reference.to_owned(),
        time: header("ce-time")?.parse().ok()?,
        traceparent: header("traceparent").map(ToOwned::to_owned),
        body,
        subject: subject.to_owned(),
    })
}

struct SubjectParts<'a> {
    family: OutgoingFamily,
    owner: Owner,
    name: &'a str,
    version: u32,
    reference: &'a str,
}

fn parse_subject(subject: &str) -> Option<SubjectParts<'_>> {
    let mut tokens = subject.split('.');
    if tokens.next()? != topology::ROOT {
        return None;
    }
    let mut next = tokens.next()?;
    let family = if next == "contacts" {
        next = tokens.next()?;
        OutgoingFamily::Contacts
    } else {
        OutgoingFamily::Facts
    };
    let owner = Owner::from_name(next)?;
    let name = tokens.next()?;
    let version = tokens.next()?.strip_prefix('v')?.parse().ok()?;
    let reference = tokens.next()?;
    if tokens.next().is_some() || reference.is_empty() {
        return None;
    }
    Some(SubjectParts { family, owner, name, version, reference })
}

/// Makes `span` a child of the remote span that `traceparent` names, if it names one.
pub fn continue_trace(span: &tracing::Span, traceparent: Option<&str>) {
    if let Some(traceparent) = traceparent {
        crate::trace::set_parent(span, traceparent);
    }
}
