//! Reading and writing notification's own tables.

pub mod contacts;
pub mod directory;
pub mod mails;
pub mod occasions;
pub mod plans;
pub mod sent;
