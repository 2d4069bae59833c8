//! What the faults and the bench share.

pub mod form;
