//! A mail that reached us and joined no thread by itself: it waits for a triage officer, who says where it belongs.

mod command;
mod decide;
mod event;
mod evolve;
mod refusal;
mod state;

pub use command::{Command, Facts};
pub use decide::{decide, may_see, permitted};
pub use event::{Content, Event};
pub use evolve::evolve;
pub use refusal::Refusal;
pub use state::{Arrived, State, Unjoined};
