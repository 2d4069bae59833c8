//! What `notification` can be asked: queries only.
