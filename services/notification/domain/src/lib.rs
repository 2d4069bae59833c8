//! What `notification` decides: which mail goes to whom, when, and that it goes once. Pure.

pub mod about;
pub mod key;
pub mod ladder;
pub mod mail;
pub mod plan;
pub mod recipients;
