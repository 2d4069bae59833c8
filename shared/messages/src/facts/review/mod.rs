//! What `review` tells.

mod advice;
mod cases;
mod clarifications;
mod minutes;
mod precedents;

pub use advice::*;
pub use cases::*;
pub use clarifications::*;
pub use minutes::*;
pub use precedents::*;
