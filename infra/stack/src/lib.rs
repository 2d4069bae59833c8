//! dars-stack
