//! The portal's integration tests.

#[cfg(test)]
mod tokens;
