//! Reading and writing the service's own tables.

pub mod agreements;
pub mod application_people;
pub mod application_versions;
pub mod approvals;
pub mod approvers;
pub mod assurances;
pub mod certificates;
pub mod datasets;
pub mod derived_entries;
pub mod due;
pub mod framework_contracts;
pub mod mandates;
pub mod numbers;
pub mod organisations;
pub mod releases;
pub mod service_agreements;
pub mod tasks;
