//! The whole system on one machine: its processes, started, watched and stopped together; its fixtures; its demo.
//!
//! In flow order: [`secrets`] and [`ports`] are kept in the state folder, [`database`] and [`broker`] say how Postgres
//! and NATS are run, [`services`] what each of our own processes is told, [`process`] is one of them, [`stack`] all of
//! them together. [`fixtures`] fills a fresh stack through [`api`], as any client would; [`demo`] tells two stories.
//! Tests under faults and the bench drive [`Stack`] too.

use std::io::Write as _;

pub mod api;
pub mod broker;
pub mod clock;
pub mod database;
pub mod demo;
pub mod fixtures;
pub mod lock;
pub mod options;
pub mod ports;
pub mod process;
pub mod secrets;
pub mod services;
pub mod stack;
pub mod status;

pub use options::Options;
pub use process::Process;
pub use stack::Stack;

/// One line of progress, as every script of ours writes it.
pub fn say(line: &str) {
    // A closed terminal is no reason to fall: what runs must still be stopped in good order.
    let _ = writeln!(std::io::stderr(), "dars: {line}");
}

/// One line of what was asked for.
pub fn print(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
