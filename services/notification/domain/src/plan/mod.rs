//! A ladder of reminders for one agreement: planned when it is in force, climbed by the dates, ended with it.

mod command;
mod decide;
mod event;
mod evolve;
mod refusal;
mod state;

pub use command::Command;
pub use decide::{Facts, decide};
pub use event::Event;
pub use evolve::evolve;
pub use refusal::Refusal;
pub use state::{EndReason, Ended, Plan, Running, State, next_due};
