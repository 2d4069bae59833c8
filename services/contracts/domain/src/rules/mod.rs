//! Rules of domain.md §9 that `contracts` alone applies.

pub mod v02;
pub mod v03;
