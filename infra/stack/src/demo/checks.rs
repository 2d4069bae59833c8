//! What was expected, and what was found.

use std::fmt::Display;

use crate::print;

/// One expectation.
#[derive(Clone, Debug)]
pub struct Check {
    /// Of what.
    pub what: String,
    /// What should be.
    pub expected: String,
    /// What is.
    pub found: String,
}

impl Check {
    /// Whether it is as it should be.
    pub fn holds(&self) -> bool {
        self.expected == self.found
    }
}

/// All expectations.
#[derive(Clone, Debug, Default)]
pub struct Checks(Vec<Check>);

impl Checks {
    /// Adds one.
    pub fn add(&mut self, what: impl Into<String>, expected: impl Display, found: impl Display) {
        let (expected, found) = (expected.to_string(), found.to_string());
        self.0.push(Check { what: what.into(), expected, found });
    }

    /// Prints those that do not hold; true when all hold.
    pub fn differences(&self) -> bool {
        let wrong = self.0.iter().filter(|check| !check.holds());
        let wrong = wrong.inspect(|check| {
            let (expected, found) = (said(&check.expected), said(&check.found));
            print(&format!("  DIFFERS  {}: expected {expected}, found {found}", check.what));
        });
        wrong.count() == 0
    }

    /// Prints each; true when all hold.
    pub fn report(&self) -> bool {
        print("");
        for check in &self.0 {
            if check.holds() {
                print(&format!("  as told  {}: {}", check.what, said(&check.expected)));
            } else {
                print(&format!(
                    "  DIFFERS  {}: expected {}, found {}",
                    check.what,
                    said(&check.expected),
                    said(&check.found)
                ));
            }
        }
        let wrong = self.0.iter().filter(|check| !check.holds()).count();
        print("");
        match wrong {
            0 => print(&format!("  All {} expectations hold.", self.0.len())),
            wrong => print(&format!("  {wrong} of {} expectations do not hold.", self.0.len())),
        }
        wrong == 0
    }
}

fn said(text: &str) -> &str {
    if text.is_empty() { "nothing" } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_difference_is_enough() {
        let mut checks = Checks::default();
        checks.add("state", "ACTIVE", "ACTIVE");
        assert!(checks.report());
        checks.add("mails", 3, 2);
        assert!(!checks.report());
    }
}
