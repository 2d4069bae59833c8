//! What we changed because of what people said: public, in our own words.

mod command;
mod decide;
mod event;
mod evolve;
mod permitted;
mod refusal;
mod state;

pub use command::{Command, Facts};
pub use decide::decide;
pub use event::Event;
pub use evolve::evolve;
pub use permitted::permitted;
pub use refusal::Refusal;
pub use state::{Improvement, State};
