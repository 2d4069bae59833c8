//! A release (dissemination, domain.md §4): produced, checked by another person, let out through the gate V40 or held by
//! it, acknowledged by whoever receives it.

mod command;
mod decide;
mod event;
mod evolve;
mod facts;
mod make;
mod plan;
mod refusal;
mod state;

pub use command::Command;
pub use decide::decide;
pub use event::Event;
pub use evolve::evolve;
pub use facts::{Agreement, Facts};
pub use refusal::Refusal;
pub use state::{Acknowledged, Check, Checked, Held, Made, Produced, RECEIVING, State, visible_to};
