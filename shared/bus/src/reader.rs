//! The reader: one process reads a durable; each message acts once, in order per reference (design.md promise 3).
//!
//! A batch's transaction moves the durable's position from where the batch begins to where it ends, writes an inbox row
//! per event and applies the effects; one ack follows the commit. A message that fails makes its batch fall back to one
//! by one. After anything unclear the durable is made anew at our own position + 1.

mod apply;
mod open;

use std::{sync::Arc, time::Duration};

use async_nats::jetstream;
use async_trait::async_trait;
use dars_messages::{OutgoingFamily, Owner, topology};
use futures::StreamExt as _;
use sqlx::{PgConnection, PgPool};
use tokio_util::sync::CancellationToken;

use crate::{
    error::{HearError, StoreError},
    event::Told,
    lease::{Lease, Leases},
    wake::Waker,
};

/// The largest batch, and the most that the broker hands out unacknowledged.
pub(crate) const BATCH: usize = 256;

/// How long one fetch waits for messages before it is made anew.
const FETCH: Duration = Duration::from_secs(2);

/// What a service does with what it hears.
#[async_trait]
pub trait Hear: Send + Sync + 'static {
    /// Applies one message in the batch's transaction.
    async fn hear(&self, tx: &mut PgConnection, told: &Told) -> Result<(), HearError>;
}

/// One durable's reader.
pub struct Reader {
    /// Who hears.
    pub hearer: Owner,
    /// Whom.
    pub owner: Owner,
    /// Facts or contacts.
    pub family: OutgoingFamily,
    /// The hearer's database.
    pub pool: PgPool,
    /// The broker.
    pub jetstream: jetstream::Context,
    /// Locks.
    pub leases: Leases,
    /// Wakes the hearer's own relay.
    pub waker: Waker,
    /// What it does.
    pub hear: Arc<dyn Hear>,
    /// Ends it.
    pub stop: CancellationToken,
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Reader({})", self.durable())
    }
}

/// Where a durable stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) generation: i64,
    pub(crate) sequence: i64,
}

/// Why the reader begins again.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The hearer's database.
    #[error("the inbox cannot be read or written")]
    Store(#[from] StoreError),
    /// The broker refused or is away.
    #[error("the broker refused: {what}")]
    Broker {
        /// At which step.
        what: &'static str,
        /// Its reason.
        #[source]
        source: async_nats::Error,
    },
    /// Another reader moved the position.
    #[error("another reader moved the position")]
    Overtaken,
    /// The stream began a new generation.
    #[error("the stream began a new generation")]
    NewGeneration,
    /// Another reader was handed messages of this durable.
    #[error("another reader was handed messages of this durable")]
    Taken,
    /// Messages that were not read yet are missing from the stream.
    #[error("messages are missing from the stream")]
    Hole,
    /// A message could not have its effect now.
    #[error("a message must wait")]
    Wait(#[source] HearError),
}

impl From<sqlx::Error> for ReadError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl ReadError {
    fn broker(what: &'static str) -> impl Fn(async_nats::Error) -> Self {
        move |source| Self::Broker { what, source }
    }
}

impl Reader {
    /// The durable's name.
    pub fn durable(&self) -> String {
        match self.family {
            OutgoingFamily::Facts => topology::durable(self.hearer, self.owner),
            OutgoingFamily::Contacts => topology::contact_durable(self.hearer, self.owner),
        }
    }

    /// Runs until stopped: takes the lease, reads while it is held, begins again after any failure.
    pub async fn run(self) {
        let durable = self.durable();
        let mut pause = Pause::default();
        while let Some(lease) = self.leases.acquire(&format!("reader {durable}")).await {
            while !lease.is_lost() && !self.stop.is_cancelled() {
                let before = tokio::time::Instant::now();
                match self.hold(&lease).await {
                    Ok(()) => {}
                    Err(error) => {
                        metrics::counter!("dars_reader_restarts_total", "durable" => durable.clone()).increment(1);
                        tracing::info!(error = &error as &dyn std::error::Error, durable, "the reader begins again");
                        if before.elapsed() > Duration::from_secs(5) {
                            pause = Pause::default();
                        }
                        tokio::select! {
                            () = self.stop.cancelled() => {}
                            () = lease.lost() => {}
                            () = pause.next() => {}
                        }
                    }
                }
            }
            if self.stop.is_cancelled() {
                return;
            }
        }
    }

    /// Reads from our own position until something is unclear.
    async fn hold(&self, lease: &Lease) -> Result<(), ReadError> {
        let mut opened = self.open().await?;
        loop {
            let mut messages = opened
                .consumer
                .batch()
                .max_messages(BATCH)
                // No idle heartbeats: async-nats 0.51's batch sleeps through what comes after one. We time out ourselves.
                .expires(FETCH)
                .messages()
                .await
                .map_err(|error| ReadError::broker("fetch")(error.into()))?
                .ready_chunks(BATCH);
            loop {
                let chunk = tokio::select! {
                    biased;
                    () = self.stop.cancelled() => return Ok(()),
                    () = lease.lost() => return Ok(()),
                    chunk = tokio::time::timeout(FETCH + Duration::from_secs(1), messages.next()) => chunk,
                };
                // The fetch ended; or the broker forgot it, and said nothing.
                let Ok(Some(chunk)) = chunk else { break };
                let chunk = chunk.into_iter().collect::<Result<Vec<_>, _>>().map_err(ReadError::broker("deliver"))?;
                self.still_whole(&opened).await?;
                self.apply(&mut opened, chunk).await?;
            }
            self.still_whole(&opened).await?;
            self.all_came_to_us(&opened).await?;
        }
    }
}

/// A pause that doubles from 100 ms to 2 s.
#[derive(Debug)]
struct Pause(Duration);

impl Default for Pause {
    fn default() -> Self {
        Self(Duration::from_millis(100))
    }
}

impl Pause {
    async fn next(&mut self) {
        let now = self.0;
        self.0 = (now * 2).min(Duration::from_secs(2));
        tokio::time::sleep(now).await;
    }
}
