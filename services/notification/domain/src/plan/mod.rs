//! A ladder of reminders for one thing: planned when its date is known, climbed by the dates, ended with it.

mod command;
mod decide;
mod edition;
mod event;
mod evolve;
mod refusal;
mod state;

pub use command::Command;
pub use decide::{Facts, decide};
pub use edition::Edition;
pub use event::{Event, Reached};
pub use evolve::evolve;
pub use refusal::Refusal;
pub use state::{EndReason, Ended, Forestalled, Plan, Running, State, Track, next_due};
