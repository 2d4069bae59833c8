//! What `intake` can be asked.

mod applications;
mod attachments;
mod catalogue;
mod enquiries;
mod feedback;
mod mails;
mod organisations;

pub use applications::*;
pub use attachments::*;
pub use catalogue::*;
pub use enquiries::*;
pub use feedback::*;
pub use mails::*;
pub use organisations::*;
