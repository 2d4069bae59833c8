//! A precedent: an agreed pattern that lets a routine case be decided without asking an advisory group again
//! (domain.md §2, §4). Its conditions are data; whether a case fits is a pure function.

mod command;
mod decide;
mod event;
mod evolve;
mod fits;
mod refusal;
mod state;
mod words;

pub use command::{Action, AdviceFound, Command, Facts, Terms};
pub use decide::{decide, may_see, permitted};
pub use event::Event;
pub use evolve::evolve;
pub use fits::fits;
pub use refusal::Refusal;
pub use state::{Approved, InForce, Offer, Precedent, Proposal, Standing, State};
