//! Reading and writing the service's own tables.

pub mod agreements;
pub mod application_versions;
pub mod approvals;
pub mod approvers;
pub mod derived_entries;
pub mod due;
pub mod framework_contracts;
pub mod mandates;
pub mod organisations;
