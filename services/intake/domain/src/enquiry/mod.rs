//! An enquiry: someone asks, a team answers, and it may become an application (domain.md §4).

mod command;
mod decide;
mod event;
mod evolve;
mod refusal;
mod state;

pub use command::{Command, Facts};
pub use decide::{decide, may_see};
pub use event::{Enquirer, Event};
pub use evolve::evolve;
pub use refusal::Refusal;
pub use state::{Asked, State};
