//! What `review` tells.

mod advice;
mod cases;
mod clarifications;
mod corrections;
mod minutes;
mod papers;
mod precedents;

pub use advice::*;
pub use cases::*;
pub use clarifications::*;
pub use corrections::*;
pub use minutes::*;
pub use papers::*;
pub use precedents::*;
