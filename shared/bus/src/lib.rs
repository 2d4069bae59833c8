//! dars-bus
