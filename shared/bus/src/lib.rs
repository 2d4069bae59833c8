//! How services speak over NATS and keep their promises (design.md §3): one transaction a command, an outbox with a
//! fenced relay, positions and an inbox at the hearer, dead letters, idempotent commands, asserted requests.
//!
//! In the order of the flow: [`rpc`] (a request comes in) → [`write`] (one transaction) → [`aggregate`] (load, decide,
//! evolve, save) → [`journal`] and [`outbox`] → [`relay`] → NATS → [`reader`] → [`dead_letters`] when it cannot be.

pub mod aggregate;
pub mod assertion;
pub mod chain;
pub mod contacts;
pub mod dead_letters;
pub mod error;
pub mod event;
pub mod idempotency;
pub mod ids;
pub mod journal;
pub mod lease;
pub mod outbox;
pub mod problem;
pub mod reader;
pub mod redact;
pub mod relay;
pub mod rpc;
pub mod seal;
pub mod status;
pub mod technical;
pub mod trace;
pub mod wake;
pub mod write;

pub use aggregate::{Aggregate, Done, Loaded, Meta};
pub use error::{HearError, StoreError};
pub use event::Told;
pub use problem::Problem;
pub use reader::Hear;
pub use rpc::{Reply, Request, Serve};
pub use wake::Waker;
pub use write::{Work, write};

/// The migrations of the bus' own tables; every service runs them before its own.
pub static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!();
