//! A data set of the catalogue.

mod acceptable;
mod command;
mod decide;
mod event;
mod evolve;
mod refusal;
pub mod search;
mod state;

pub use command::{Command, Facts};
pub use decide::{decide, permitted};
pub use event::Event;
pub use evolve::evolve;
pub use refusal::Refusal;
pub use state::State;
