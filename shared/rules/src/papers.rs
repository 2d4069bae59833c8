//! Papers are named by their reference in section `evidence`.

use std::collections::BTreeSet;

use dars_vocabulary::{ApplicationContent, Finding};

use crate::finding::{Rule, blank};

/// The references that section `evidence` lists.
pub(crate) struct Papers<'a>(BTreeSet<&'a str>);

impl<'a> Papers<'a> {
    pub(crate) fn of(content: &'a ApplicationContent) -> Self {
        Self(content.evidence.iter().flat_map(|section| &section.items).map(|item| item.reference.as_str()).collect())
    }

    /// Whether a paper of this reference is listed.
    pub(crate) fn lists(&self, reference: &str) -> bool {
        self.0.contains(reference)
    }

    /// What is wrong with naming `what` by `reference`: nothing is said, or no such paper is listed.
    pub(crate) fn objection(
        &self,
        rule: Rule,
        missing: &'static str,
        pointer: &str,
        what: &str,
        reference: Option<&str>,
    ) -> Option<Finding> {
        if blank(reference) {
            let message = format!("Add {what} to section `evidence`, and name its reference here.");
            return Some(rule.finding(missing, pointer, message));
        }
        let listed = reference.is_some_and(|reference| self.0.contains(reference));
        (!listed).then(|| {
            let message = "No paper of section `evidence` has this reference: add it there, with its SHA-256.";
            rule.finding("paper-not-listed", pointer, message)
        })
    }
}
