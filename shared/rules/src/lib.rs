//! dars-rules
