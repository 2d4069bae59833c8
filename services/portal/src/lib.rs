//! dars-portal

pub mod session;
