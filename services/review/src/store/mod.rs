//! Reading and writing review's own tables.

pub mod absences;
pub mod answers;
pub mod cases;
pub mod datasets;
pub mod memberships;
pub mod notes;
pub mod organisations;
pub mod search;
pub mod tasks;
pub mod versions;
