//! Wakes the relay after a commit: at once in this process, and in a twin by a `NOTIFY` outside the transaction.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use sqlx::PgPool;
use tokio::sync::Notify;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// The channel on which a twin's relay listens.
pub const CHANNEL: &str = "dars_outbox";

/// Tells relays that rows wait.
#[derive(Clone, Debug)]
pub struct Waker {
    here: Arc<Notify>,
    elsewhere: Arc<Notify>,
    holding: Arc<AtomicBool>,
}

impl Waker {
    /// A waker whose messenger to other processes runs on `tasks` until `stop`.
    pub fn start(pool: PgPool, tasks: &TaskTracker, stop: CancellationToken) -> Self {
        let waker = Self {
            here: Arc::new(Notify::new()),
            elsewhere: Arc::new(Notify::new()),
            holding: Arc::new(AtomicBool::new(false)),
        };
        let elsewhere = waker.elsewhere.clone();
        tasks.spawn(async move {
            loop {
                tokio::select! {
                    () = stop.cancelled() => return,
                    () = elsewhere.notified() => {}
                }
                // A hint only: the relay polls as well, so a lost one costs a second.
                if let Err(error) = sqlx::query("select pg_notify($1, '')").bind(CHANNEL).execute(&pool).await {
                    tracing::debug!(error = &error as &dyn std::error::Error, "a twin could not be woken");
                }
            }
        });
        waker
    }

    /// Rows wait: the relay here wakes, or the one in a twin.
    pub fn wake(&self) {
        self.here.notify_one();
        if !self.holding.load(Ordering::Relaxed) {
            self.elsewhere.notify_one();
        }
    }

    /// Completes when rows may wait.
    pub async fn woken(&self) {
        self.here.notified().await;
    }

    /// Whether the relay of this database runs in this process.
    pub fn set_holding(&self, holding: bool) {
        self.holding.store(holding, Ordering::Relaxed);
    }
}
