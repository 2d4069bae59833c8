//! What `review` can be asked.

mod advice;
mod cases;
mod casework;
mod clarifications;
mod meetings;
mod precedents;

pub use advice::*;
pub use cases::*;
pub use casework::*;
pub use clarifications::*;
pub use meetings::*;
pub use precedents::*;
