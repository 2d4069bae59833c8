//! Rules of domain.md §9 that `register` alone applies.

pub mod v33;
