//! dars-tests
