//! What a downstream team hears: public facts, from its own durables, with its own account and nothing else.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use anyhow::{Context, bail};
use async_nats::jetstream::{self, consumer::PullConsumer};
use dars_bus::event;
use dars_messages::{OutgoingFamily, Owner, topology};
use futures::StreamExt;
use jiff::Timestamp;
use serde_json::Value;

use crate::broker::{Broker, TEAM, TEAM_HEARS};

/// How long a durable may take to be made: a service does it when it opens its stream.
const PATIENCE: Duration = Duration::from_secs(30);
const LOOK_AGAIN: Duration = Duration::from_millis(100);
const BATCH: usize = 500;

/// A fact as the team heard it.
#[derive(Clone, Debug)]
pub struct Heard {
    /// When it happened, in trade time.
    pub at: Timestamp,
    /// Who told it.
    pub owner: Owner,
    /// Its name.
    pub name: String,
    /// What it is about.
    pub reference: String,
    /// What it says.
    pub body: Value,
}

impl Heard {
    /// Owner and name: `review.application_refused`.
    pub fn kind(&self) -> String {
        format!("{}.{}", self.owner, self.name)
    }
}

/// The team's connection and durables, and everything it has heard.
#[derive(Debug)]
pub struct TeamEars {
    durables: Vec<(Owner, PullConsumer)>,
    known: BTreeSet<uuid::Uuid>,
    heard: Vec<Heard>,
}

impl TeamEars {
    /// Connects as the team, as any downstream client would.
    pub async fn connect(broker: &Broker) -> anyhow::Result<Self> {
        let client = broker.connect_team().await.context("the team's connection")?;
        let jetstream = jetstream::with_prefix(client, topology::TEAM_API_PREFIX);
        let mut durables = Vec::new();
        for owner in TEAM_HEARS {
            let durable = topology::team_durable(TEAM, *owner);
            let found = tokio::time::timeout(PATIENCE, find(&jetstream, &durable, owner.stream())).await;
            durables.push((*owner, found.with_context(|| format!("the durable {durable} was not made"))?));
        }
        Ok(Self { durables, known: BTreeSet::new(), heard: Vec::new() })
    }

    /// A team that hears nothing.
    pub fn nobody() -> Self {
        Self { durables: Vec::new(), known: BTreeSet::new(), heard: Vec::new() }
    }

    /// Hears all that waits; what is new of it. A fact may come twice and counts once: that is the bus' promise.
    pub async fn listen(&mut self) -> anyhow::Result<Vec<Heard>> {
        let mut new = Vec::new();
        for (owner, durable) in &self.durables {
            loop {
                let batch = durable.fetch().max_messages(BATCH).messages().await?;
                let messages: Vec<_> = batch.collect().await;
                if messages.is_empty() {
                    break;
                }
                for message in messages {
                    let message = message.map_err(|error| anyhow::anyhow!(error))?;
                    let Ok(told) = event::read(*owner, OutgoingFamily::Facts, &message.message) else {
                        bail!("a message on {} is not its owner's: {}", owner.stream(), message.subject)
                    };
                    message.ack().await.map_err(|error| anyhow::anyhow!(error))?;
                    if self.known.insert(told.event_id) {
                        new.push(Heard {
                            at: told.time,
                            owner: *owner,
                            body: serde_json::from_slice(&told.body)?,
                            name: told.name,
                            reference: told.reference,
                        });
                    }
                }
            }
        }
        self.heard.extend(new.iter().cloned());
        Ok(new)
    }

    /// All it has heard about any of these references.
    pub fn about(&self, references: &[&str]) -> impl Iterator<Item = &Heard> {
        self.heard.iter().filter(move |heard| references.contains(&heard.reference.as_str()))
    }

    /// How many of each fact it has heard about any of these references.
    pub fn counts(&self, references: &[&str]) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for heard in self.about(references) {
            let count: &mut usize = counts.entry(heard.kind()).or_default();
            *count = count.saturating_add(1);
        }
        counts
    }
}

async fn find(jetstream: &jetstream::Context, durable: &str, stream: &str) -> PullConsumer {
    loop {
        if let Ok(found) = jetstream.get_consumer_from_stream(durable, stream).await {
            return found;
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}
