//! dars-notification-domain
