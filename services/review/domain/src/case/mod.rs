//! The case of an application: assigned, assessed, decided upon (domain.md §4).

mod assess;
mod assign;
mod command;
mod decide;
mod decision;
mod event;
mod evolve;
mod refusal;
mod state;

pub use command::{Assessment, Command, Decision, Facts};
pub use decide::{decide, findings, may_see};
pub use event::Event;
pub use evolve::evolve;
pub use refusal::Refusal;
pub use state::{Case, State};
