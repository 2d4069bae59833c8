//! Who relays, and who reads: one process at a time, by an advisory lock on a connection of its own.
//!
//! The server ends a session that is idle for 10 s, and we ping every 3 s: so the lock of a killed, cut-off or frozen
//! holder falls within 15 s. Keepalives alone do not do it, since a frozen process' kernel answers them.

use std::time::Duration;

use sqlx::{Connection as _, PgConnection, postgres::PgConnectOptions};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::chain;

/// How often a holder shows that it lives.
const PING: Duration = Duration::from_secs(3);
/// How long others wait between two tries.
const RETRY: Duration = Duration::from_millis(500);

/// A held lock; gone when dropped.
#[derive(Debug)]
pub struct Lease {
    lost: CancellationToken,
}

impl Drop for Lease {
    fn drop(&mut self) {
        self.lost.cancel();
    }
}

/// Takes locks on connections of their own.
#[derive(Clone, Debug)]
pub struct Leases {
    options: PgConnectOptions,
    tasks: TaskTracker,
    stop: CancellationToken,
}

impl Leases {
    /// Takes locks in the database of `options`.
    pub fn new(options: PgConnectOptions, tasks: TaskTracker, stop: CancellationToken) -> Self {
        Self { options: options.options([("idle_session_timeout", "10s")]), tasks, stop }
    }

    /// Waits until the lock `name` is ours; `None` when stopped first.
    pub async fn acquire(&self, name: &str) -> Option<Lease> {
        let number = number(name);
        // One connection asks again and again: connecting anew each time would cost the server a process each time.
        let mut waiting: Option<PgConnection> = None;
        loop {
            let attempted = tokio::select! {
                () = self.stop.cancelled() => return None,
                attempted = self.attempt(waiting.take(), number) => attempted,
            };
            match attempted {
                Ok((connection, true)) => return Some(self.hold(connection, name.to_owned())),
                Ok((connection, false)) => waiting = Some(connection),
                Err(error) => {
                    tracing::debug!(
                        error = &error as &dyn std::error::Error,
                        lease = name,
                        "a lease could not be tried"
                    );
                }
            }
            tokio::select! {
                () = self.stop.cancelled() => return None,
                () = tokio::time::sleep(RETRY) => {}
            }
        }
    }

    /// Tries once, on the connection that tried before if there is one.
    async fn attempt(&self, waiting: Option<PgConnection>, number: i64) -> Result<(PgConnection, bool), sqlx::Error> {
        let mut connection = match waiting {
            Some(connection) => connection,
            None => PgConnection::connect_with(&self.options).await?,
        };
        let ours = sqlx::query_scalar!(r#"select pg_try_advisory_lock($1) as "ours!""#, number)
            .fetch_one(&mut connection)
            .await?;
        Ok((connection, ours))
    }

    fn hold(&self, mut connection: PgConnection, name: String) -> Lease {
        let lost = CancellationToken::new();
        let gone = lost.clone();
        let stop = self.stop.clone();
        self.tasks.spawn(async move {
            loop {
                tokio::select! {
                    () = gone.cancelled() => break,
                    () = stop.cancelled() => break,
                    () = tokio::time::sleep(PING) => {}
                }
                let ping = sqlx::query("select 1").execute(&mut connection);
                if let Ok(Ok(_)) = tokio::time::timeout(PING, ping).await {
                } else {
                    tracing::warn!(lease = name, "a lease was lost");
                    break;
                }
            }
            gone.cancel();
            // Closing the session frees the lock; a connection that is gone already has freed it.
            let _ = tokio::time::timeout(PING, connection.close()).await;
        });
        Lease { lost }
    }
}

impl Lease {
    /// Completes when the lock is no longer ours.
    pub async fn lost(&self) {
        self.lost.cancelled().await;
    }

    /// Whether the lock is no longer ours, as far as we know.
    pub fn is_lost(&self) -> bool {
        self.lost.is_cancelled()
    }
}

/// The lock's number: the first eight bytes of its name's hash.
fn number(name: &str) -> i64 {
    chain::lock_number(name.as_bytes())
}

/// Refuses a transaction-mode pooler: our locks live in a session. Between two statements the session must stay.
pub async fn refuse_pooler(options: &PgConnectOptions) -> Result<(), PoolerFound> {
    let mut connection = PgConnection::connect_with(options).await?;
    sqlx::query("select set_config('dars.session', $1, false)").bind("kept").execute(&mut connection).await?;
    // Another session beside it makes a pooler hand the first server connection to someone else.
    let mut other = PgConnection::connect_with(options).await?;
    let mut busy = other.begin().await?;
    sqlx::query("select 1").execute(&mut *busy).await?;
    let kept: Option<String> =
        sqlx::query_scalar("select current_setting('dars.session', true)").fetch_one(&mut connection).await?;
    busy.rollback().await?;
    if kept.as_deref() == Some("kept") { Ok(()) } else { Err(PoolerFound::Pooler) }
}

/// The database is behind a transaction-mode pooler, or cannot be asked.
#[derive(Debug, thiserror::Error)]
pub enum PoolerFound {
    /// The session changed between two statements.
    #[error("the database is behind a transaction-mode pooler: give the service a direct or session-mode connection")]
    Pooler,
    /// The database cannot be asked.
    #[error("the database cannot be asked")]
    Database(#[from] sqlx::Error),
}
