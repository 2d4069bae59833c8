//! How a rule writes down what it found.

use dars_vocabulary::{Finding, Severity, Stage, refusal::Basis};

/// What all findings of one rule share.
#[derive(Clone, Copy)]
pub(crate) struct Rule {
    /// Its number in domain.md §9, or a word for one of ours.
    pub id: &'static str,
    /// Whether it blocks.
    pub severity: Severity,
    /// Where it blocks or is shown.
    pub stage: Stage,
    /// Where it comes from.
    pub basis: Basis,
}

/// A published standard, with the version that was read where it is known (domain.md §8).
pub(crate) const fn published(standard: &'static str) -> Basis {
    let version = match standard.as_bytes() {
        b"1" => Some("v2.1"),
        b"2a" => Some("v2.0"),
        b"7a" => Some("2023"),
        _ => None,
    };
    Basis::Published { standard, version }
}

impl Rule {
    /// The same rule, where it only asks for attention.
    pub(crate) const fn warning(self) -> Self {
        Self { severity: Severity::Warning, ..self }
    }

    /// The same rule where it is asked again at issue, if issue is what comes next.
    pub(crate) fn again_at_issue(self, next: Stage) -> Self {
        if next == Stage::Issue { Self { stage: Stage::Issue, ..self } } else { self }
    }

    /// One thing that is wrong, and what to do about it.
    pub(crate) fn finding(self, code: &'static str, pointer: impl Into<String>, message: impl Into<String>) -> Finding {
        Finding {
            rule: self.id,
            code,
            pointer: pointer.into(),
            severity: self.severity,
            stage: self.stage,
            basis: self.basis,
            message: message.into(),
        }
    }
}

/// Whether nothing is said.
pub(crate) fn blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}

/// The codes and pointers of findings, as the tests' tables write them.
#[cfg(test)]
pub(crate) fn seen(findings: &[Finding]) -> Vec<(&'static str, &str)> {
    findings.iter().map(|found| (found.code, found.pointer.as_str())).collect()
}
