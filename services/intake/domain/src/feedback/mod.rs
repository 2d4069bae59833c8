//! How someone found it: three questions after an enquiry's end, a decision, the first release and a closing.

mod command;
mod decide;
mod event;
mod evolve;
mod refusal;
mod state;

pub use command::{Asked, Command, Facts};
pub use decide::decide;
pub use event::Event;
pub use evolve::evolve;
pub use refusal::Refusal;
pub use state::{Given, State};
