//! An enquiry: someone asks, a team answers, and it may become an application (domain.md §4).

mod ask;
mod command;
mod decide;
mod ending;
mod event;
mod evolve;
mod link;
mod refusal;
mod state;
mod thread;

pub use ask::{is_enquirer, may_see};
pub use command::{Command, Facts, Other};
pub use decide::decide;
pub use event::{Enquirer, Event};
pub use evolve::evolve;
pub use link::{Held, address};
pub use refusal::Refusal;
pub use state::{Asked, State};
