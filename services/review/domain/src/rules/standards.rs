//! The DARS standards, by their official numbers (domain.md §8).

/// Every number that a question may cite.
pub const STANDARDS: &[&str] =
    &["1", "1b", "1c", "2a", "3", "3c", "5a", "5b", "5c", "5d", "5e", "6", "7a", "7b", "8", "10", "10a", "11"];

/// Whether this is the number of a standard; anything else would carry words into a public fact.
pub fn is_standard(number: &str) -> bool {
    STANDARDS.contains(&number)
}
