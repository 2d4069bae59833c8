//! The service's side: a queue group, at most N at once, assertion and deadline checked before any work.

use std::{sync::Arc, time::Duration};

use async_nats::{HeaderMap, Message};
use dars_messages::{Owner, topology};
use futures::StreamExt as _;
use jiff::Timestamp;
use tokio::sync::Semaphore;
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tracing::Instrument as _;

use super::{ASSERTION, DEADLINE, ETAG, Envelope, IDEMPOTENCY_KEY, Reply, Request, STATUS, Serve};
use crate::{assertion::Verifier, chain, problem::Problem, technical};

/// Serves a service's requests.
pub struct Server {
    /// Which service.
    pub service: Owner,
    /// The broker.
    pub client: async_nats::Client,
    /// Whose assertions are believed.
    pub verifier: Verifier,
    /// What answers.
    pub serve: Arc<dyn Serve>,
    /// Trade time.
    pub clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    /// How many requests are in work at once; more are answered `busy`.
    pub at_once: usize,
    /// Where its tasks run.
    pub tasks: TaskTracker,
    /// When to stop taking requests.
    pub stop: CancellationToken,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Server({})", self.service)
    }
}

impl Server {
    /// Subscribes, and serves until stopped. Returns once the broker has seen the subscription.
    pub async fn start(self) -> Result<(), async_nats::Error> {
        let subjects = topology::request_subjects(self.service);
        let mut subscription = self.client.queue_subscribe(subjects, topology::queue_group(self.service)).await?;
        // A flush is no proof that the broker saw the subscription; an answer behind it is. A broker that is away is no
        // reason to end: the client subscribes anew when it is back, and readiness says so meanwhile.
        if let Err(error) = async_nats::jetstream::new(self.client.clone()).query_account().await {
            tracing::warn!(error = &error as &dyn std::error::Error, "the broker did not answer yet");
        }
        let server = Arc::new(self);
        let tasks = server.tasks.clone();
        tasks.clone().spawn(async move {
            let places = Arc::new(Semaphore::new(server.at_once));
            loop {
                let message = tokio::select! {
                    () = server.stop.cancelled() => break,
                    message = subscription.next() => message,
                };
                let Some(message) = message else { break };
                let server = server.clone();
                if let Ok(place) = places.clone().try_acquire_owned() {
                    tasks.spawn(async move {
                        server.answer(message).await;
                        drop(place);
                    });
                } else {
                    let mut problem = Problem::new(503, "busy", "The service is busy. Repeat in a moment.");
                    problem.cause = None;
                    server.reply(&message, Err(problem)).await;
                }
            }
            // What the broker already sent us is still answered: unsubscribing lets no request fall between replicas.
            let _ = subscription.unsubscribe().await;
            while let Ok(Some(message)) = tokio::time::timeout(Duration::from_millis(200), subscription.next()).await {
                server.answer(message).await;
            }
        });
        Ok(())
    }

    async fn answer(&self, message: Message) {
        let answer = match self.read(&message) {
            Ok(Some(request)) => {
                let span = tracing::info_span!(
                    "rpc",
                    otel.name = format!("{}.rpc.{}", self.service, request.action),
                    request = %request.id,
                );
                crate::event::continue_trace(&span, request.traceparent.as_deref());
                self.serve.serve(request).instrument(span).await
            }
            // Nobody waits any more.
            Ok(None) => return,
            Err(problem) => Err(problem),
        };
        self.reply(&message, answer).await;
    }

    fn read(&self, message: &Message) -> Result<Option<Request>, Problem> {
        let header = |name: &str| {
            message.headers.as_ref().and_then(|headers| headers.get(name)).map(async_nats::HeaderValue::as_str)
        };
        let technical_now = technical::now();
        if let Some(deadline) = header(DEADLINE).and_then(|text| text.parse::<Timestamp>().ok())
            && deadline <= technical_now
        {
            return Ok(None);
        }
        if message.payload.len() > topology::MAX_MESSAGE {
            let most = topology::MAX_MESSAGE / 1024;
            return Err(Problem::new(413, "too-large", format!("A request has at most {most} KiB.")));
        }
        let subject = message.subject.as_str();
        let assertion = self
            .verifier
            .check(header(ASSERTION), self.service, subject, &message.payload, technical_now)
            .map_err(|error| {
                Problem::new(401, &error.to_string(), "The request's assertion is not believed by the service.")
            })?;
        let envelope: Envelope = serde_json::from_slice(&message.payload)
            .map_err(|_| Problem::malformed("The request's envelope cannot be read."))?;
        let prefix = topology::request_subject(self.service, "");
        Ok(Some(Request {
            action: subject.strip_prefix(&prefix).unwrap_or_default().to_owned(),
            actor: assertion.actor,
            id: assertion.request,
            body_sha256: chain::sha256(&message.payload),
            envelope,
            idempotency_key: header(IDEMPOTENCY_KEY).map(ToOwned::to_owned),
            if_match: header(ETAG).and_then(|text| text.parse().ok()),
            traceparent: header("traceparent").map(ToOwned::to_owned),
            now: (self.clock)(),
            technical_now,
        }))
    }

    async fn reply(&self, message: &Message, answer: Result<Reply, Problem>) {
        let Some(to) = message.reply.clone() else { return };
        let mut headers = HeaderMap::new();
        let body = match answer {
            Ok(reply) => {
                headers.insert(STATUS, reply.status.to_string().as_str());
                if let Some(etag) = reply.etag {
                    headers.insert(ETAG, etag.to_string().as_str());
                }
                serde_json::to_vec(&reply.body)
            }
            Err(problem) => {
                if let Some(cause) = &problem.cause {
                    tracing::error!(error = cause as &dyn std::error::Error, code = problem.code, "a request failed");
                }
                headers.insert(STATUS, problem.status.to_string().as_str());
                serde_json::to_vec(&problem)
            }
        }
        .unwrap_or_default();
        if let Err(error) = self.client.publish_with_headers(to, headers, body.into()).await {
            tracing::warn!(error = &error as &dyn std::error::Error, "an answer could not be sent");
        }
    }
}
