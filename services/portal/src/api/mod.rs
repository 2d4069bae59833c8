//! The HTTP API (api.md): one table of routes, one handler that turns each into a request over NATS.
//!
//! In the order of the flow: [`routes`] says what there is, [`handle`] does it: who asks (`caller`), under which
//! conditions (`headers`, `query`), with what (`body`); one service is asked, or every one (`operations`, `tasks`), or
//! a local stack's clock (`local`); `answer` says it in HTTP. [`openapi`] describes the same table.

mod answer;
mod attachments;
mod body;
mod caller;
mod document;
mod door;
pub(crate) mod enquirer;
pub mod examples;
mod handle;
mod headers;
mod local;
pub mod openapi;
mod operations;
mod pack;
mod performance;
pub mod problem;
mod query;
pub mod route;
mod router;
pub mod routes;
mod search;
mod shape;
pub(crate) mod tasks;
mod trace;

pub use door::Door;
pub use route::{Here, Query, Route, To, Who};
pub use router::router;
pub use shape::Shape;

pub(crate) use answer::{FORM_POLICY, LINK_POLICY, PAGE_POLICY, secure};
pub(crate) use caller::by_token;
pub(crate) use local::{mail, overview};
pub(crate) use query::decoded;

/// The prefix of every path of the API.
pub const PREFIX: &str = "/api/v1";
