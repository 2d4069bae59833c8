//! Rules of domain.md §9 that `contracts` alone applies.

pub mod v31;
pub mod v40;
