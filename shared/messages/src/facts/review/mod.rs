//! What `review` tells.

mod advice;
mod cases;
mod clarifications;
mod corrections;

pub use advice::*;
pub use cases::*;
pub use clarifications::*;
pub use corrections::*;
