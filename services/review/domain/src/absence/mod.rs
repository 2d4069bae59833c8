//! When an officer is away, and who acts for them meanwhile.

mod command;
mod decide;
mod event;
mod evolve;
mod refusal;
mod state;

pub use command::{Command, Facts};
pub use decide::{decide, may_see, permitted};
pub use event::Event;
pub use evolve::evolve;
pub use refusal::Refusal;
pub use state::{Absence, Known, State};
