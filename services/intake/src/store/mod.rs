//! Reading and writing intake's own tables.

pub mod applications;
pub mod datasets;
pub mod drafts;
pub mod enquiries;
pub mod memberships;
pub mod numbers;
pub mod organisations;
pub mod timeline;
