//! dars-contracts
