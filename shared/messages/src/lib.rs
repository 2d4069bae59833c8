//! Everything that crosses the bus: facts, contacts and requests, and the topology that names where each goes.

pub mod facts;
pub mod requests;
pub mod server;
pub mod topology;
mod wire;

pub use topology::{FactKind, Owner};
pub use wire::{Contact, Fact, Outgoing, OutgoingFamily};
