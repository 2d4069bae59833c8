//! dars-review
