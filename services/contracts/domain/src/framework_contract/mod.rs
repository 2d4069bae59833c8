//! A framework contract (DSFC, domain.md §4), cut to a record of one that is already signed.

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
pub use state::{Contract, State, is_active_on, next_due};
