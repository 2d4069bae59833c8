//! A user who tries things, and learns what the broker refused.

use std::time::Duration;

use async_nats::{Client, ConnectOptions, Event, Message, ServerError, Subscriber, jetstream};
use dars_messages::Owner;
use dars_testkit::NatsServer;
use futures::StreamExt;
use serde_json::{Value, json};
use tokio::sync::mpsc;

/// Long enough never to be reached where an answer comes.
const PATIENCE: Duration = Duration::from_secs(10);

/// The next message of a subscription that must bring one.
pub async fn next(subscriber: &mut Subscriber, why: &str) -> Message {
    let message = tokio::time::timeout(PATIENCE, subscriber.next()).await;
    message.unwrap_or_else(|_| panic!("nothing came: {why}")).unwrap()
}

/// Waits until the broker knows a connection's subscriptions: `flush` only sends them, an answer proves them.
pub async fn settle(client: &Client) {
    client.request("$JS.API.INFO", "".into()).await.unwrap();
}

pub struct Probe {
    pub client: Client,
    refusals: mpsc::UnboundedReceiver<String>,
}

impl Probe {
    pub async fn connect(options: ConnectOptions, server: &NatsServer) -> Self {
        let (sender, refusals) = mpsc::unbounded_channel();
        let options = options.event_callback(move |event| {
            if let Event::ServerError(ServerError::Other(text)) = event {
                let _ = sender.send(text);
            }
            async {}
        });
        Self { client: options.connect(server.url()).await.unwrap(), refusals }
    }

    pub async fn service(owner: Owner, server: &NatsServer) -> Self {
        Self::connect(server.options(owner), server).await
    }

    /// Publishes, and says whether the broker refused it. An answer of any kind means that it did not.
    pub async fn is_refused(&mut self, subject: &str, payload: &Value) -> bool {
        let request = self.client.request(subject.to_owned(), payload.to_string().into());
        tokio::select! {
            refusal = self.refusals.recv() => {
                let refusal = refusal.unwrap().to_lowercase();
                assert!(refusal.contains("permissions violation for publish"), "{subject}: {refusal}");
                true
            }
            _ = request => false,
        }
    }

    /// Subscribes, and waits for the broker to refuse it.
    pub async fn subscription_is_refused(&mut self, subject: &str) {
        let _subscriber = self.client.subscribe(subject.to_owned()).await.unwrap();
        let refusal = tokio::time::timeout(PATIENCE, self.refusals.recv()).await;
        let refusal = refusal.unwrap_or_else(|_| panic!("{subject} may be subscribed to")).unwrap().to_lowercase();
        assert!(refusal.contains("permissions violation for subscription"), "{subject}: {refusal}");
    }

    /// Sends a request of JetStream's API and gives its answer.
    pub async fn ask(&self, request: &str, body: Value) -> Value {
        let answer = self.client.request(format!("$JS.API.{request}"), body.to_string().into()).await;
        serde_json::from_slice(&answer.unwrap_or_else(|error| panic!("{request}: {error}")).payload).unwrap()
    }

    /// Publishes with a reply subject of its own choice: the answer goes there.
    pub async fn publish_with_reply(&self, subject: &str, reply: &str, body: &Value) {
        let reply = reply.to_owned();
        self.client.publish_with_reply(subject.to_owned(), reply, body.to_string().into()).await.unwrap();
        self.client.flush().await.unwrap();
    }

    /// Makes a stream of facts of its own, as a relay would.
    pub async fn make_stream(&self, owner: Owner) {
        let stream = jetstream::stream::Config {
            name: owner.stream().to_owned(),
            subjects: vec![dars_messages::topology::fact_stream_subjects(owner)],
            discard: jetstream::stream::DiscardPolicy::New,
            ..Default::default()
        };
        jetstream::new(self.client.clone()).create_stream(stream).await.unwrap();
    }

    /// Makes the stream of its contacts.
    pub async fn make_contact_stream(&self, owner: Owner) {
        let stream = jetstream::stream::Config {
            name: owner.contact_stream().unwrap().to_owned(),
            subjects: vec![dars_messages::topology::contact_stream_subjects(owner)],
            max_messages_per_subject: 1,
            ..Default::default()
        };
        jetstream::new(self.client.clone()).create_stream(stream).await.unwrap();
    }

    /// Publishes a message that a stream must store.
    pub async fn store(&self, subject: &str, payload: &'static str) -> u64 {
        let jetstream = jetstream::new(self.client.clone());
        jetstream.publish(subject.to_owned(), payload.into()).await.unwrap().await.unwrap().sequence
    }

    /// How many messages a stream holds.
    pub async fn count(&self, stream: &str) -> u64 {
        self.ask(&format!("STREAM.INFO.{stream}"), json!({})).await["state"]["messages"].as_u64().unwrap()
    }
}
