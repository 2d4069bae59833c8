//! A framework contract (DSFC, domain.md §4): asked for, drafted, issued, signed by both sides, in force between its
//! dates, and over in one of three ways.

mod command;
mod dates;
mod decide;
mod document;
mod event;
mod evolve;
mod facts;
mod prepare;
mod refusal;
mod sign;
mod state;
mod succession;
mod terminate;

pub use command::Command;
pub use dates::{Status, expiring_from, is_active_on, next_due, status_on};
pub use decide::{decide, may_request};
pub use document::{FrameworkDocument, document};
pub use event::Event;
pub use evolve::evolve;
pub use facts::Facts;
pub use refusal::Refusal;
pub use state::{
    Active, Contract, Draft, Ended, Issued, Papers, PartSigned, Request, Signature, Signed, State, Termination,
    visible_to,
};
pub use succession::{Successor, successions};
