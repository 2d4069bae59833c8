//! The one plain page of a local stack: what its developer wants to see at a glance. It exists nowhere else.

mod home;
mod view;

pub(crate) use home::home;
