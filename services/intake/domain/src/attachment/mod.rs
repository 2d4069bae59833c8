//! The attachments of one application: added and removed while it is written, scanned, handed in with each version.
//!
//! An aggregate beside the application and with its reference: an upload must not make a section that somebody else is
//! writing stale, and each has a chain of its own. What the application allows is asked of its own rules.

mod command;
mod decide;
mod event;
mod evolve;
mod explain;
mod file;
mod findings;
mod papers;
mod permitted;
mod refusal;
mod seen;
mod state;

pub use command::{Checked, Command, Facts, PlacedText};
pub use decide::{decide, may_add};
pub use event::Event;
pub use evolve::evolve;
pub use file::{File, Format, Numbers, Scan, Spot, TextRead};
pub use findings::{findings, persons_in};
pub use papers::{again, unattached};
pub use permitted::{permitted, permitted_on};
pub use refusal::Refusal;
pub use seen::{Seen, may_read, seen};
pub use state::{Attachment, Explained, Folder, HandedIn, State};
