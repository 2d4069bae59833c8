//! What `intake` tells.

mod applications;
mod attachments;
mod catalogue;
mod contacts;
mod enquiries;
mod organisations;

pub use applications::*;
pub use attachments::*;
pub use catalogue::*;
pub use contacts::*;
pub use enquiries::*;
pub use organisations::*;
