//! dars-contracts-domain
