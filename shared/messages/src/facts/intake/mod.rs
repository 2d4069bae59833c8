//! What `intake` tells.

mod applications;
mod attachments;
mod catalogue;
mod contacts;
mod early_views;
mod enquiries;
mod organisations;

pub use applications::*;
pub use attachments::*;
pub use catalogue::*;
pub use contacts::*;
pub use early_views::*;
pub use enquiries::*;
pub use organisations::*;
