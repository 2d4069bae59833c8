//! A data sharing agreement (DSA, domain.md §4), from its draft to its last day.
//!
//! Whether it is in force is computed from its signatures and dates; the sweep only tells it, once. Voiding an
//! agreement left unsigned for 90 days, suspension and later versions are not part of this yet.

mod command;
mod dates;
mod decide;
mod document;
mod event;
mod evolve;
mod facts;
mod issue;
mod refusal;
mod sign;
mod state;

pub use command::Command;
pub use dates::{EXPIRING_DAYS, Status, in_force_on, next_due, status_on};
pub use decide::decide;
pub use document::{Overrides, document};
pub use event::Event;
pub use evolve::evolve;
pub use facts::Facts;
pub use issue::issue_findings;
pub use refusal::Refusal;
pub use state::{Active, Draft, Issued, PartSigned, Party, Signature, Signed, State, visible_to};
