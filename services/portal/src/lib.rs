//! The web door: the only place where people and machines come in over HTTP.
//!
//! In the order of the flow: [`start`] opens the port, [`session`] finds out who asks, [`api`] turns a request into one
//! over NATS and its answer back into HTTP, [`pages`] shows a local stack to its developer. There is no database: what
//! the portal knows, it was told with the request.

pub mod api;
mod bag;
mod cli;
mod pages;
mod paper;
pub mod session;
pub mod settings;
pub mod start;

pub use cli::run;
pub use start::{Started, start};

/// The portal's own settings, over those of every process.
pub const DEFAULTS: &str = include_str!("../config/default.toml");
