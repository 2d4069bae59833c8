//! What tests stand on: a real broker and a real PostgreSQL, with the users, roles and permissions of the real thing.

pub mod leash;
pub mod name;
pub mod nats;
pub mod place;
pub mod postgres;
pub mod service;
pub mod teller;

pub use nats::NatsServer;
pub use postgres::Database;
pub use service::{Running, until};
pub use teller::Teller;
