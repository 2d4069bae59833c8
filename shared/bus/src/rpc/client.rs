//! The portal's side: one request, asserted, with a deadline, repeated once on silence.

use std::{sync::Arc, time::Duration};

use async_nats::{HeaderMap, RequestErrorKind};
use dars_messages::{Owner, topology};
use dars_vocabulary::Actor;
use jiff::SignedDuration;
use uuid::Uuid;

use super::{ASSERTION, DEADLINE, ETAG, Envelope, IDEMPOTENCY_KEY, Reply, STATUS};
use crate::{assertion::Signer, problem::Problem, technical};

/// Asks services over NATS.
#[derive(Clone, Debug)]
pub struct Caller {
    client: async_nats::Client,
    signer: Arc<Signer>,
    timeout: Duration,
}

/// What goes with a request beside its envelope.
#[derive(Clone, Debug, Default)]
pub struct With {
    /// The idempotency key.
    pub idempotency_key: Option<String>,
    /// The version the caller read.
    pub if_match: Option<i64>,
    /// The trace.
    pub traceparent: Option<String>,
}

impl Caller {
    /// Asks through `client`, asserting with `signer`, waiting `timeout` for each of two tries.
    pub fn new(client: async_nats::Client, signer: Arc<Signer>, timeout: Duration) -> Self {
        Self { client, signer, timeout }
    }

    /// The same, waiting `timeout` for each try: for what takes longer than an answer usually does.
    #[must_use]
    pub fn waiting(&self, timeout: Duration) -> Self {
        Self { timeout, ..self.clone() }
    }

    /// The connection it asks through.
    pub fn client(&self) -> &async_nats::Client {
        &self.client
    }

    /// Asks; on silence, or when nobody listens, once more with the same key.
    pub async fn ask(
        &self,
        service: Owner,
        action: &str,
        actor: &Actor,
        request: Uuid,
        envelope: &Envelope,
        with: &With,
    ) -> Result<Reply, Problem> {
        let subject = topology::request_subject(service, action);
        let body = serde_json::to_vec(envelope).map_err(|_| Problem::malformed("The body is not JSON."))?;
        if body.len() > topology::MAX_MESSAGE {
            return Err(Problem::new(413, "too-large", "At most 512 KiB can be sent at once."));
        }
        let body = bytes::Bytes::from(body);
        // A repeat is safe only when the service would recognise it, or when nothing is changed by it.
        let repeatable = with.idempotency_key.is_some() || envelope.path.starts_with("GET ");
        let mut tries = if repeatable { 2 } else { 1 };
        loop {
            tries -= 1;
            let headers = self.headers(service, &subject, actor, request, &body, with);
            let sent = async_nats::Request::new().headers(headers).payload(body.clone()).timeout(Some(self.timeout));
            match self.client.send_request(subject.clone(), sent).await {
                Ok(message) => return read_reply(&message),
                Err(error) => {
                    if tries == 0
                        || !matches!(error.kind(), RequestErrorKind::TimedOut | RequestErrorKind::NoResponders)
                    {
                        tracing::warn!(error = &error as &dyn std::error::Error, subject, "no answer");
                        return Err(Problem::away("The service"));
                    }
                }
            }
        }
    }

    fn headers(
        &self,
        service: Owner,
        subject: &str,
        actor: &Actor,
        request: Uuid,
        body: &[u8],
        with: &With,
    ) -> HeaderMap {
        let now = technical::now();
        let mut headers = HeaderMap::new();
        headers.insert(ASSERTION, self.signer.sign(actor, service, subject, body, request, now).as_str());
        let wait = SignedDuration::try_from(self.timeout).unwrap_or(SignedDuration::from_secs(5));
        headers.insert(DEADLINE, (now + wait).to_string().as_str());
        if let Some(key) = &with.idempotency_key {
            headers.insert(IDEMPOTENCY_KEY, key.as_str());
        }
        if let Some(version) = with.if_match {
            headers.insert(ETAG, version.to_string().as_str());
        }
        if let Some(traceparent) = &with.traceparent {
            headers.insert("traceparent", traceparent.as_str());
        }
        headers
    }
}

fn read_reply(message: &async_nats::Message) -> Result<Reply, Problem> {
    let header = |name: &str| {
        message.headers.as_ref().and_then(|headers| headers.get(name)).map(async_nats::HeaderValue::as_str)
    };
    let status: u16 = header(STATUS)
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| Problem::new(503, "away", "The service gave no readable answer."))?;
    if (200..300).contains(&status) {
        let body = serde_json::from_slice(&message.payload)
            .map_err(|_| Problem::new(503, "away", "The service gave no readable answer."))?;
        Ok(Reply { status, etag: header(ETAG).and_then(|text| text.parse().ok()), body })
    } else {
        Err(serde_json::from_slice(&message.payload)
            .unwrap_or_else(|_| Problem::new(status, "unavailable", "The service gave no reason.")))
    }
}
