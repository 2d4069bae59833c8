//! The portal's integration tests.

#[cfg(test)]
mod door;
#[cfg(test)]
mod tokens;
