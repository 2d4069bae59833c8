//! What `intake` can be asked.

mod applications;
mod catalogue;
mod enquiries;
mod mails;
mod organisations;

pub use applications::*;
pub use catalogue::*;
pub use enquiries::*;
pub use mails::*;
pub use organisations::*;
