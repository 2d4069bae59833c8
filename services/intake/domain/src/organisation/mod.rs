//! A legal entity: its people, and who of them may sign.

mod admit;
mod assure;
mod command;
mod decide;
mod event;
mod evolve;
mod permitted;
mod refusal;
mod state;

pub use command::{Command, Facts, Shown};
pub use decide::decide;
pub use event::{Contact, Event};
pub use evolve::evolve;
pub use permitted::permitted;
pub use refusal::Refusal;
pub use state::{Assurance, Authority, Member, Registered, State};
