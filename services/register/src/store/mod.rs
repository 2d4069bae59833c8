//! Reading and writing the service's own tables.

pub mod datasets;
pub mod derived_entries;
pub mod entries;
pub mod organisations;
pub mod versions;
