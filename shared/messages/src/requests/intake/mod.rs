//! What `intake` can be asked.

mod applications;
mod catalogue;
mod enquiries;
mod organisations;
mod signpost;

pub use applications::*;
pub use catalogue::*;
pub use enquiries::*;
pub use organisations::*;
pub use signpost::*;
