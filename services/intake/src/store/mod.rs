//! Reading and writing intake's own tables.

pub mod applications;
pub mod assurances;
pub mod datasets;
pub mod derived_entries;
pub mod drafts;
pub mod due;
pub mod enquiries;
pub mod framework_contracts;
pub mod memberships;
pub mod numbers;
pub mod organisations;
pub mod quoted;
pub mod tasks;
pub mod timeline;
