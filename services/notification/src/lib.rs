//! dars-notification
