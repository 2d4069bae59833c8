//! What every process of DARS gets for free: settings, telemetry, lifecycle, health, trade time, the bus wired up.

pub mod cli;
pub mod clock;
pub mod config;
pub mod health;
pub mod lifecycle;
pub mod links;
pub mod local;
pub mod nats;
pub mod operations;
pub mod run;
pub mod service;
pub mod sweep;
pub mod telemetry;

pub use clock::TradeClock;
pub use config::Settings;
pub use run::run;
pub use service::{Context, Parts, Redact, Service};
pub use sweep::Sweep;
