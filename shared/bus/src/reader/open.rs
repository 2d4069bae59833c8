//! Making the durable anew at our own position: a lost lock, a killed reader, a wiped broker and a restored database
//! are one case.

use std::time::Duration;

use async_nats::jetstream::{
    consumer::{AckPolicy, Consumer, DeliverPolicy, ReplayPolicy, pull},
    stream::{ConsumerErrorKind, Stream},
};
use dars_messages::{OutgoingFamily, topology};

use super::{BATCH, Position, ReadError, Reader};
use crate::relay::{BASE, GENERATION};

/// A durable that was made by us, and where we stand in it.
pub(super) struct Opened {
    pub(super) consumer: Consumer<pull::Config>,
    pub(super) stream: Stream,
    /// As our database has it.
    pub(super) stored: Position,
    /// What the stream said when it was opened.
    pub(super) generation: i64,
    pub(super) base: u64,
    pub(super) created: String,
    /// How many messages the broker has handed out of it; all of them must have come to us.
    pub(super) handed_out: u64,
}

impl Reader {
    pub(super) async fn open(&self) -> Result<Opened, ReadError> {
        let name = topology::stream_of(self.owner, self.family)
            .ok_or_else(|| ReadError::broker("open")("this owner has no such stream".into()))?;
        let stream =
            self.jetstream.get_stream(name).await.map_err(|error| ReadError::broker("stream info")(error.into()))?;
        let info = stream.cached_info();
        let generation = generation_of(info).ok_or(ReadError::NewGeneration)?;
        let stored = self.position(generation).await?;
        let base = base_of(info).unwrap_or_else(|| info.state.first_sequence.max(1) - 1);
        let start = next_sequence(stored, generation, base);
        let durable = self.durable();
        match stream.delete_consumer(&durable).await {
            Ok(_) => {}
            Err(error) => tracing::debug!(error = &error as &dyn std::error::Error, durable, "no durable to replace"),
        }
        let consumer =
            stream.create_consumer(self.config(durable, start)).await.map_err(|error| match error.kind() {
                ConsumerErrorKind::JetStream(_) | ConsumerErrorKind::InvalidConsumerType => {
                    ReadError::broker("make the durable")(error.into())
                }
                _ => ReadError::broker("make the durable (no answer)")(error.into()),
            })?;
        let created = info.created.to_string();
        let handed_out = consumer.cached_info().delivered.consumer_sequence;
        Ok(Opened { consumer, created, generation, base, stored, handed_out, stream: stream.clone() })
    }

    fn config(&self, durable: String, start_sequence: u64) -> pull::Config {
        let filter_subjects = match self.family {
            OutgoingFamily::Facts => {
                self.hearer.hears_of(self.owner).iter().map(|fact| topology::fact_filter(self.owner, fact, 1)).collect()
            }
            OutgoingFamily::Contacts => Vec::new(),
        };
        pull::Config {
            name: Some(durable.clone()),
            durable_name: Some(durable),
            deliver_policy: DeliverPolicy::ByStartSequence { start_sequence },
            ack_policy: AckPolicy::All,
            ack_wait: Duration::from_secs(30),
            max_ack_pending: i64::try_from(BATCH).unwrap_or(256),
            max_deliver: -1,
            replay_policy: ReplayPolicy::Instant,
            filter_subjects,
            ..pull::Config::default()
        }
    }

    async fn position(&self, generation: i64) -> Result<Position, ReadError> {
        let row = sqlx::query!(
            r#"
            insert into positions (durable, generation, sequence) values ($1, $2, 0)
            on conflict (durable) do update set durable = excluded.durable
            returning generation, sequence
            "#,
            self.durable(),
            generation,
        )
        .fetch_one(&self.pool)
        .await?;
        Ok(Position { generation: row.generation, sequence: row.sequence })
    }

    /// Whether the stream is still the one that was opened, with all that we have not read: where something was purged,
    /// what comes after it must not overtake it, and waits until the relay begins a new generation.
    pub(super) async fn still_whole(&self, opened: &Opened) -> Result<(), ReadError> {
        let info = opened.stream.get_info().await.map_err(|error| ReadError::broker("stream info")(error.into()))?;
        if generation_of(&info) != Some(opened.generation) || info.created.to_string() != opened.created {
            return Err(ReadError::NewGeneration);
        }
        let state = &info.state;
        let next = next_sequence(opened.stored, opened.generation, opened.base);
        let inner_hole = state.messages > 0 && state.messages != state.last_sequence + 1 - state.first_sequence;
        // A contact replaces the one before it, so contacts always have holes.
        if self.family == OutgoingFamily::Facts && (state.first_sequence > next || inner_hole) {
            return Err(ReadError::Hole);
        }
        Ok(())
    }

    /// Whether all that was handed out came to us, asked when nothing comes: else what another took would come again
    /// only after `ack_wait`.
    pub(super) async fn all_came_to_us(&self, opened: &Opened) -> Result<(), ReadError> {
        let info = opened.consumer.get_info().await.map_err(|error| ReadError::broker("durable info")(error.into()))?;
        if info.delivered.consumer_sequence == opened.handed_out { Ok(()) } else { Err(ReadError::Taken) }
    }
}

/// The first sequence that we have not read.
fn next_sequence(stored: Position, generation: i64, base: u64) -> u64 {
    let read = if stored.generation == generation { u64::try_from(stored.sequence).unwrap_or(0) } else { 0 };
    read.max(base) + 1
}

fn generation_of(info: &async_nats::jetstream::stream::Info) -> Option<i64> {
    info.config.metadata.get(GENERATION)?.parse().ok()
}

fn base_of(info: &async_nats::jetstream::stream::Info) -> Option<u64> {
    info.config.metadata.get(BASE)?.parse().ok()
}
