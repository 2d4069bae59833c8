//! Reading and writing review's own tables.

pub mod answers;
pub mod cases;
pub mod datasets;
pub mod memberships;
pub mod names;
pub mod notices;
pub mod organisations;
pub mod performance;
pub mod tasks;
pub mod versions;
