//! What `review` can be asked.

mod advice;
mod cases;
mod casework;
mod clarifications;

pub use advice::*;
pub use cases::*;
pub use casework::*;
pub use clarifications::*;
