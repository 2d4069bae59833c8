//! What `intake` can be asked.

mod applications;
mod attachments;
mod catalogue;
mod collaboration;
mod enquiries;
mod feedback;
mod incidents;
mod mails;
mod organisations;
mod preparation;
mod signpost;

pub use applications::*;
pub use attachments::*;
pub use catalogue::*;
pub use collaboration::*;
pub use enquiries::*;
pub use feedback::*;
pub use incidents::*;
pub use mails::*;
pub use organisations::*;
pub use preparation::*;
pub use signpost::*;
