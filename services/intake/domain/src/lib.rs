//! What `intake` decides: organisations and their people, the catalogue, enquiries, applications up to submission.
//!
//! Pure: no IO, clock, chance or logging. Each aggregate is `decide(state, command, facts)` and `evolve(state, event)`.

pub mod application;
pub mod attachment;
pub mod dataset;
pub mod enquiry;
pub mod feedback;
pub mod improvement;
pub mod mail;
pub mod organisation;
pub mod rules;
pub mod signposting;

pub use rules::membership::Membership;
pub use rules::person::NotAPerson;
