//! Step 6: events into what the sweep and the mails need, in the same transaction.

pub mod plans;
pub mod rungs;
