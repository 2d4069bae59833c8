//! Reading and writing notification's own tables.

pub mod address_mails;
pub mod agreements;
pub mod contacts;
pub mod digests;
pub mod directory;
pub mod endings;
pub mod enquiry_links;
pub mod mails;
pub mod notices;
pub mod occasions;
pub mod plans;
pub mod sent;
