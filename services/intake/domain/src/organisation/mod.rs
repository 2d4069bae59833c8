//! A legal entity: its people, and who of them may sign.

mod admit;
mod assure;
mod authorise;
mod command;
mod decide;
mod event;
mod evolve;
mod members;
mod permitted;
mod refusal;
mod state;
mod who;

pub use command::{Command, Facts, Shown};
pub use decide::decide;
pub use event::{Contact, Event};
pub use evolve::evolve;
pub use permitted::permitted;
pub use refusal::Refusal;
pub use state::{AskedAuthority, Assurance, Authority, FormerName, Member, Registered, State};
