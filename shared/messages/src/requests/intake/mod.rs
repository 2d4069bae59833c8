//! What `intake` can be asked.

mod applications;
mod catalogue;
mod collaboration;
mod enquiries;
mod organisations;
mod preparation;

pub use applications::*;
pub use catalogue::*;
pub use collaboration::*;
pub use enquiries::*;
pub use organisations::*;
pub use preparation::*;
