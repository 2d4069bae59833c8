//! Step 6: events into the lists that people read, in the same transaction.

pub mod applications;
pub mod attachments;
pub mod datasets;
pub mod enquiries;
pub mod enquiry_links;
pub mod left;
pub mod mails;
pub mod organisations;
pub mod search;
