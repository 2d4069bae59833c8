//! What `register` decides: the entries of the public Data Uses Register, pure.

pub mod edition;
pub mod entry;
pub mod rules;
