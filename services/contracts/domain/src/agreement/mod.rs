//! A data sharing agreement (DSA, domain.md §4), from its draft to the destruction of what was held under it.
//!
//! One aggregate per NIC holds the version in (or past) force and at most one next version on its way. Whether it is in
//! force is computed from signatures, dates, suspension and end; the sweep only tells it, once.

mod access;
mod certificate;
mod command;
mod conditions;
mod dates;
mod decide;
mod document;
mod draft;
mod ending;
mod event;
mod evolve;
mod facts;
mod issue;
mod questions;
mod refusal;
mod sign;
mod state;
mod text;
mod version;

pub use certificate::DECLARING;
pub use command::{Command, Declaration};
pub use conditions::{open_conditions, overdue_conditions};
pub use dates::{Status, as_of, in_force_on, next_due, status_on};
pub use decide::decide;
pub use document::{Overrides, document};
pub use draft::is_on_its_way;
pub use ending::{Certificate, Closed, Destruction, Ended, Judgement, Why};
pub use event::{About, Event};
pub use evolve::evolve;
pub use facts::Facts;
pub use issue::issue_findings;
pub use questions::{active_document, active_version, controllers, ended_on, section_251_until, suspended, term};
pub use refusal::Refusal;
pub use state::{Current, Met, Proposal, Stage, Standing, State, Suspension, still_to_sign, visible_to};
pub use version::{Approved, Coming, ConditionTerm, Draft, Issued, PartSigned, Party, Signature, Signed, Void};
