//! dars-register
