//! What a service is made of, and what it is given.

use std::sync::Arc;

use async_trait::async_trait;
use dars_bus::{Hear, Meta, Problem, Serve, Waker, redact::Redacted};
use dars_messages::Owner;
use sqlx::{PgConnection, PgPool, migrate::Migrator};

use crate::{clock::TradeClock, config::Settings, sweep::Sweep};

/// A service, as its `lib.rs` describes it to [`crate::run`].
#[derive(Debug)]
pub struct Service {
    /// Which one.
    pub owner: Owner,
    /// Its `config/default.toml`.
    pub defaults: &'static str,
    /// Its own migrations; the bus' run before them.
    pub migrator: &'static Migrator,
    /// Makes its parts.
    pub parts: fn(&Context) -> Parts,
}

/// What a service's parts are given.
#[derive(Clone, Debug)]
pub struct Context {
    /// Its database.
    pub pool: PgPool,
    /// Wakes its relay after a commit.
    pub waker: Waker,
    /// Trade time.
    pub clock: TradeClock,
    /// Its settings.
    pub settings: Arc<Settings>,
    /// Which service.
    pub owner: Owner,
}

/// What a service does.
pub struct Parts {
    /// Answers requests.
    pub serve: Arc<dyn Serve>,
    /// Hears facts and contacts of other owners.
    pub hear: Arc<dyn Hear>,
    /// Does what falls due.
    pub sweep: Arc<dyn Sweep>,
    /// Empties what must be forgotten.
    pub redact: Arc<dyn Redact>,
}

impl std::fmt::Debug for Parts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Parts")
    }
}

/// Redacts one journal entry: dispatches on the kind of aggregate.
#[async_trait]
pub trait Redact: Send + Sync + 'static {
    /// Empties entry `number`; a kind that the service does not have is a 404.
    async fn redact(
        &self,
        tx: &mut PgConnection,
        meta: &Meta,
        aggregate: &str,
        reference: &str,
        number: i64,
        reason: &str,
    ) -> Result<Redacted, Problem>;
}
