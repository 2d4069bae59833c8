//! Step 6: events into the lists that people read, in the same transaction.

pub mod absences;
pub mod cases;
pub mod meetings;
pub mod notes;
mod performance;
pub mod precedents;
mod tasks;
