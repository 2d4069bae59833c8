//! An entry of the public register: held until its agreement is in force, pending until the publisher signs it off.
//!
//! Corrections, with their second pair of eyes ("publish alone an entry one corrected"), and later versions of an
//! agreement are not part of this yet: an entry has one version, and nobody can change it.

mod command;
mod decide;
mod event;
mod evolve;
mod refusal;
mod state;
mod view;

pub use command::Command;
pub use decide::{Facts, decide};
pub use event::Event;
pub use evolve::evolve;
pub use refusal::Refusal;
pub use state::{Awaited, Entry, Held, Published, State};
pub use view::{PublicDataSet, PublicEntry, PublicStatus, public_view};
