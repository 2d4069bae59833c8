//! dars-intake-domain
