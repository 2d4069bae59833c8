//! What `intake` tells.

mod applications;
mod catalogue;
mod contacts;
mod enquiries;
mod organisations;

pub use applications::*;
pub use catalogue::*;
pub use contacts::*;
pub use enquiries::*;
pub use organisations::*;
