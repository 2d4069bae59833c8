//! V40: the gate of releases. Nothing leaves unless every condition holds on the day itself, whatever any sweep told.

mod condition;
mod input;
mod standing;
mod terms;

use dars_vocabulary::{
    Finding, Severity,
    refusal::{Basis, Stage},
};

pub use condition::{Condition, LATER};
pub use input::{Candidate, GateInput, Known, holders};

/// What holds a release (domain.md §9); empty: the gate is open.
///
/// Without a release in `input` only what does not depend on one is asked: the agreement, and the data set as it names it.
pub fn v40(input: &GateInput) -> Vec<Finding> {
    let mut findings = standing::findings(input);
    findings.extend(terms::findings(input));
    if let Some(release) = &input.release {
        findings.extend(checked(release));
    }
    findings
}

/// Each condition that is asked, with what is wrong with it; nothing: it holds.
pub fn gate(input: &GateInput) -> Vec<(Condition, Vec<Finding>)> {
    let findings = v40(input);
    let of = |condition: Condition| {
        findings.iter().filter(|found| found.code == condition.code()).cloned().collect::<Vec<_>>()
    };
    let asked = Condition::ALL.iter().filter(|condition| input.asks(**condition));
    asked.map(|condition| (*condition, of(*condition))).collect()
}

/// Two people: who produced it, and who checked it.
fn checked(release: &Candidate) -> Option<Finding> {
    match release.checked_by {
        None => Some(finding(Condition::Checked, "/checked_by", "Nobody has checked the release: have it checked.")),
        Some(checker) if checker == release.produced_by => {
            let message = "The release was checked by who produced it: have another person check it.";
            Some(finding(Condition::CheckedByAnother, "/checked_by", message))
        }
        Some(_) => None,
    }
}

fn finding(condition: Condition, pointer: impl Into<String>, message: impl Into<String>) -> Finding {
    Finding {
        rule: "V40",
        code: condition.code(),
        pointer: pointer.into(),
        severity: Severity::Error,
        stage: Stage::Release,
        basis: Basis::Reading,
        message: message.into(),
    }
}
