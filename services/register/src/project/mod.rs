//! Step 6: events into the list that people read, in the same transaction.

pub mod entries;
