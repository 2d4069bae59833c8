//! Step 6: events into lists and due dates, in the same transaction.

pub mod agreements;
pub mod framework_contracts;
pub mod releases;
pub mod service_agreements;
