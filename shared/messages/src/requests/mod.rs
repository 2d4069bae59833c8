//! Bodies of requests, by service: what a command or query carries beside its path.

pub mod contracts;
pub mod intake;
pub mod notification;
pub mod register;
pub mod review;
pub mod search;
mod tagged;
pub mod tasks;
