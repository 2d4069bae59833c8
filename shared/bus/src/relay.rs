//! The relay: publishes what waits in the outbox, in order, fenced, and republishes what the broker forgot
//! (design.md promise 2).
//!
//! Each message carries `Nats-Expected-Last-Sequence`, so that after a failure, beside a second relay or on a changed
//! stream the server refuses all that follows; then the relay reads the stream's tail and marks what is there.

mod publish;
mod reconcile;

use std::{collections::HashMap, time::Duration};

use async_nats::jetstream::{self, stream};
use dars_messages::{OutgoingFamily, Owner, topology};
use sqlx::{PgPool, postgres::PgListener};
use tokio_util::sync::CancellationToken;

use publish::Ahead;

use crate::{
    error::StoreError,
    lease::Leases,
    wake::{CHANNEL, Waker},
};

/// The metadata key of a stream under which its generation stands.
pub const GENERATION: &str = "dars-generation";
/// The metadata key of a stream under which the sequence stands behind which its generation begins.
pub const BASE: &str = "dars-base";

/// How often the stream is checked, whatever happens: two small requests, so that a purge is noticed soon.
const CHECK: Duration = Duration::from_secs(10);
/// How often waiting rows are looked for when nobody wakes us, and whether there is a reason to check.
const POLL: Duration = Duration::from_secs(1);

/// One stream's relay.
#[derive(Debug)]
pub struct Relay {
    /// The owner of the stream.
    pub owner: Owner,
    /// Facts or contacts.
    pub family: OutgoingFamily,
    /// The stream's name.
    pub stream: &'static str,
    /// How many copies the broker keeps.
    pub replicas: usize,
    /// Downstream teams whose durables this owner makes.
    pub teams: Vec<String>,
    /// The owner's database.
    pub pool: PgPool,
    /// The broker.
    pub jetstream: jetstream::Context,
    /// Locks.
    pub leases: Leases,
    /// Wakes it.
    pub waker: Waker,
    /// Ends it.
    pub stop: CancellationToken,
}

/// Why the relay must begin again.
#[derive(Debug, thiserror::Error)]
pub enum RelayError {
    /// The owner's database.
    #[error("the outbox cannot be read or marked")]
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
}

impl From<sqlx::Error> for RelayError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl RelayError {
    fn broker(what: &'static str) -> impl Fn(async_nats::Error) -> Self {
        move |source| Self::Broker { what, source }
    }
}

/// What the relay knows of its stream while it holds the lease.
#[derive(Clone, Copy, Debug)]
struct Standing {
    /// The stream's generation.
    generation: i64,
    /// The stream's last sequence.
    last: u64,
    /// Whether rows of a former generation may still have to be sent.
    resending: bool,
}

impl Relay {
    /// Runs until stopped: takes the lease, relays while it is held, begins again after any failure.
    pub async fn run(self) {
        let name = format!("relay {}", self.stream);
        while let Some(lease) = self.leases.acquire(&name).await {
            let holds = self.family == OutgoingFamily::Facts;
            if holds {
                self.waker.set_holding(true);
            }
            let ended = tokio::select! {
                () = self.stop.cancelled() => Ok(()),
                () = lease.lost() => Ok(()),
                ended = self.hold() => ended,
            };
            if holds {
                self.waker.set_holding(false);
            }
            if self.stop.is_cancelled() {
                return;
            }
            if let Err(error) = ended {
                metrics::counter!("dars_relay_failures_total", "stream" => self.stream).increment(1);
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    stream = self.stream,
                    "the relay begins again"
                );
                tokio::select! {
                    () = self.stop.cancelled() => return,
                    () = tokio::time::sleep(Duration::from_millis(200)) => {}
                }
            }
        }
    }

    async fn hold(&self) -> Result<(), RelayError> {
        let mut listener = PgListener::connect_with(&self.pool).await?;
        listener.listen(CHANNEL).await?;
        let mut connects = self.connects();
        let mut standing = self.reconcile().await?;
        let mut checked = tokio::time::Instant::now();
        let mut looked = checked;
        let mut ahead = Ahead::default();
        loop {
            // Before anything else, so that no amount of traffic keeps us from it.
            if looked.elapsed() >= POLL {
                looked = tokio::time::Instant::now();
                let reconnected = std::mem::replace(&mut connects, self.connects()) != connects;
                if reconnected || checked.elapsed() >= CHECK || self.must_begin_anew().await? {
                    ahead = Ahead::default();
                    standing = self.reconcile().await?;
                    checked = tokio::time::Instant::now();
                }
            }
            let sent = match self.publish(&mut standing, &mut ahead).await {
                Ok(sent) => sent,
                Err(error) => {
                    tracing::info!(
                        error = &error as &dyn std::error::Error,
                        stream = self.stream,
                        "an answer was unclear"
                    );
                    ahead = Ahead::default();
                    standing = self.reconcile().await?;
                    checked = tokio::time::Instant::now();
                    continue;
                }
            };
            if sent > 0 {
                continue;
            }
            tokio::select! {
                () = self.waker.woken() => {}
                told = listener.try_recv() => drop(told?),
                () = tokio::time::sleep(POLL) => {}
            }
        }
    }

    /// How often the broker was connected to: after each time it may have forgotten something.
    fn connects(&self) -> u64 {
        self.jetstream.client().statistics().connects.load(std::sync::atomic::Ordering::Relaxed)
    }

    /// Whether a redaction asked for a new generation.
    async fn must_begin_anew(&self) -> Result<bool, RelayError> {
        let anew = sqlx::query_scalar!(
            r#"select base_sequence is null as "anew!" from streams where stream = $1"#,
            self.stream
        )
        .fetch_optional(&self.pool)
        .await?;
        Ok(anew.unwrap_or(true))
    }

    /// The stream as it must be: no age or count limit, refusing rather than forgetting.
    fn config(&self, generation: i64, base: u64) -> stream::Config {
        let (subjects, per_subject) = match self.family {
            OutgoingFamily::Facts => (topology::fact_stream_subjects(self.owner), -1),
            OutgoingFamily::Contacts => (topology::contact_stream_subjects(self.owner), 1),
        };
        stream::Config {
            name: self.stream.to_owned(),
            subjects: vec![subjects],
            storage: stream::StorageType::File,
            retention: stream::RetentionPolicy::Limits,
            // A contacts stream keeps the newest message of each subject, so it must be allowed to drop the older.
            discard: match self.family {
                OutgoingFamily::Facts => stream::DiscardPolicy::New,
                OutgoingFamily::Contacts => stream::DiscardPolicy::Old,
            },
            max_messages_per_subject: per_subject,
            max_message_size: i32::try_from(topology::MAX_MESSAGE + 8 * 1024).unwrap_or(i32::MAX),
            num_replicas: self.replicas,
            allow_direct: true,
            deny_delete: true,
            metadata: HashMap::from([
                (GENERATION.to_owned(), generation.to_string()),
                (BASE.to_owned(), base.to_string()),
            ]),
            ..stream::Config::default()
        }
    }
}
