//! dars-portal
