//! An entry of the public register: an agreement's versions, each held until it is in force, pending until the
//! publisher signs it off, and public from then on.
//!
//! Corrections, with their second pair of eyes ("publish alone an entry one corrected"), are not part of this yet:
//! nobody can change what stands in a version.

mod command;
mod decide;
mod event;
mod evolve;
mod heard;
mod refusal;
mod state;
mod status;
mod view;

pub use command::{Command, News};
pub use decide::{Facts, decide};
pub use event::Event;
pub use evolve::evolve;
pub use heard::{Access, Ending, Heard, Release};
pub use refusal::Refusal;
pub use state::{Entry, Known, State, Version};
pub use status::{PublicStatus, public_status};
pub use view::{PublicDataSet, PublicEntry, PublicRelease, PublicVersion, public_entry, public_newest, public_version};
