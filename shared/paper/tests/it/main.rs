//! A document as it comes out of the typesetter.

#[cfg(test)]
mod pdf;
