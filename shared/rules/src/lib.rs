//! The rules that more than one service applies (domain.md §9): one file each, pure, over an application's content.
//!
//! The same rules answer "what is still wrong with this draft?" while someone types, and refuse at their stage.

pub mod completeness;
mod finding;
pub mod policy;
#[cfg(test)]
mod sample;
mod v01_controllers;
mod v10_data_sets;
mod v11_confidentiality;
mod v17_commercial_use;
mod v20_start_and_end;
mod v21_term;
mod v26_lay_summary;
mod v35_direct_care;

use dars_vocabulary::{ApplicationContent, Finding, Severity, Stage};
use jiff::civil::Date;

pub use completeness::completeness;
pub use v01_controllers::v01_controllers;
pub use v10_data_sets::v10_data_sets;
pub use v11_confidentiality::v11_confidentiality;
pub use v17_commercial_use::v17_commercial_use;
pub use v20_start_and_end::v20_start_and_end;
pub use v21_term::{TermClass, v21_term};
pub use v26_lay_summary::v26_lay_summary;
pub use v35_direct_care::v35_direct_care;

/// What the rules need to know beside the content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// The stage that comes next: `Submit` while drafting, `Issue` once approved. A rule that blocks at both (V21)
    /// names this one.
    pub next: Stage,
    /// The ids of the catalogue's data sets; `None` where the caller doesn't keep the catalogue.
    pub catalogue: Option<Vec<String>>,
    /// Data sets of births and deaths, whose identifiers are public by law (V11 then only warns).
    pub registration_data_sets: Vec<String>,
}

impl Default for Context {
    fn default() -> Self {
        Self { next: Stage::Submit, catalogue: None, registration_data_sets: Vec::new() }
    }
}

/// Everything that is wrong with `content`, for every stage; `today` is the day on which it would be issued.
pub fn check(content: &ApplicationContent, today: Date, known: &Context) -> Vec<Finding> {
    let term_stage = if known.next == Stage::Issue { Stage::Issue } else { Stage::Submit };
    [
        completeness(content),
        v01_controllers(content),
        v10_data_sets(content, known.catalogue.as_deref()),
        v11_confidentiality(content, &known.registration_data_sets),
        v17_commercial_use(content),
        v20_start_and_end(content, today),
        v21_term(content, term_stage),
        v26_lay_summary(content),
        v35_direct_care(content),
    ]
    .concat()
}

/// The findings that block at `stage`, and only there.
pub fn blocking(findings: Vec<Finding>, stage: Stage) -> Vec<Finding> {
    findings.into_iter().filter(|found| found.severity == Severity::Error && found.stage == stage).collect()
}

#[cfg(test)]
mod tests {
    use dars_vocabulary::code::CommercialUse;
    use jiff::civil::date;

    use super::*;
    use crate::sample::complete;

    #[test]
    fn a_complete_application_has_no_findings() {
        assert_eq!(check(&complete(), date(2025, 2, 1), &Context::default()), []);
    }

    #[test]
    fn an_empty_draft_is_told_everything_at_once_and_stopped_at_submit_alone() {
        let findings = check(&ApplicationContent::default(), date(2025, 2, 1), &Context::default());
        assert_eq!(findings.len(), 9, "{findings:#?}");
        assert_eq!(blocking(findings.clone(), Stage::Submit).len(), 9);
        assert_eq!(blocking(findings, Stage::Issue), []);
    }

    #[test]
    fn a_warning_never_blocks() {
        let mut content = complete();
        content.commercial.as_mut().unwrap().uses = vec![CommercialUse::Insurance];
        content.term.as_mut().unwrap().end = date(2026, 3, 2);
        let findings = check(&content, date(2025, 2, 1), &Context::default());
        assert_eq!(findings.iter().map(|found| found.rule).collect::<Vec<_>>(), ["V17"]);
        for stage in [Stage::Submit, Stage::Approve, Stage::Issue, Stage::Sign, Stage::Publish] {
            assert_eq!(blocking(findings.clone(), stage), []);
        }
    }

    #[test]
    fn a_start_that_has_passed_stops_the_issue_and_not_the_submission() {
        let findings = check(&complete(), date(2025, 3, 4), &Context::default());
        assert_eq!(blocking(findings.clone(), Stage::Submit), []);
        assert_eq!(blocking(findings, Stage::Issue).iter().map(|found| found.rule).collect::<Vec<_>>(), ["V20"]);
    }

    #[test]
    fn a_term_that_is_too_long_stops_at_whichever_stage_is_next() {
        let mut content = complete();
        content.term.as_mut().unwrap().end = date(2028, 3, 3);
        for (next, stops) in
            [(Stage::Submit, Stage::Submit), (Stage::Approve, Stage::Submit), (Stage::Issue, Stage::Issue)]
        {
            let findings = check(&content, date(2025, 2, 1), &Context { next, ..Context::default() });
            assert_eq!(findings.iter().map(|found| (found.rule, found.stage)).collect::<Vec<_>>(), [("V21", stops)]);
        }
    }
}
