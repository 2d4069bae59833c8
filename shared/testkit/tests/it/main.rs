//! What the real broker and the real PostgreSQL refuse, and what they let through.

mod brokers;
mod databases;
mod injection;
mod probe;
mod services;
mod teams;
