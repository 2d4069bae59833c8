//! dars-register-domain
