//! What `review` can be asked.

mod advice;
mod cases;
mod clarifications;

pub use advice::*;
pub use cases::*;
pub use clarifications::*;
