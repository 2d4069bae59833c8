//! Reading and writing review's own tables.

pub mod cases;
pub mod memberships;
pub mod organisations;
pub mod versions;
