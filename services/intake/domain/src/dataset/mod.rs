//! A data set of the catalogue.

mod command;
mod decide;
mod event;
mod evolve;
mod refusal;
mod state;

pub use command::{Command, Facts};
pub use decide::decide;
pub use event::Event;
pub use evolve::evolve;
pub use refusal::Refusal;
pub use state::State;
