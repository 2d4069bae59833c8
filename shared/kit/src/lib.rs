//! dars-kit
