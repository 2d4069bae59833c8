//! dars-identity
