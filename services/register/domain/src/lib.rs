//! What `register` decides: the entries of the public Data Uses Register, pure.

pub mod entry;
pub mod rules;
mod text;
