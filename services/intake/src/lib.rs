//! dars-intake
