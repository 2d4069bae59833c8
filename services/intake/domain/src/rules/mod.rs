//! Rules of this service alone, one file each.

pub mod membership;
pub mod person;
pub mod routing;
pub mod staff;
pub(crate) mod text;
