//! dars-testkit
