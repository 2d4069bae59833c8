//! Step 6: events into the lists that people read, in the same transaction.

pub mod cases;
mod performance;
pub mod meetings;
pub mod precedents;
mod tasks;
