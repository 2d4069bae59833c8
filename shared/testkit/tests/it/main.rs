//! What the real broker and the real PostgreSQL refuse, and what they let through.

mod brokers;
mod databases;
// So marked, helpers are tests to the lints too.
#[cfg(test)]
mod injection;
#[cfg(test)]
mod probe;
mod services;
#[cfg(test)]
mod teams;
