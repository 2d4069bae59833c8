//! What `intake` can be asked.

mod applications;
mod catalogue;
mod enquiries;
mod feedback;
mod organisations;

pub use applications::*;
pub use catalogue::*;
pub use enquiries::*;
pub use feedback::*;
pub use organisations::*;
