//! dars-review-domain
