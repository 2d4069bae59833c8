//! The rules that more than one service applies (domain.md §9): one file each, pure, over an application's content.
//!
//! The same rules answer "what is still wrong with this draft?" while someone types, and refuse at their stage.

mod assurances;
pub mod clock;
pub mod completeness;
mod context;
mod countries;
pub mod counts;
pub mod difference;
mod finding;
pub mod matching;
pub mod names;
pub mod nhs_numbers;
mod organisations;
mod papers;
pub mod persons;
pub mod policy;
pub mod public_text;
pub mod readiness;
mod registry;
mod routes;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod switched_off;
mod v01_controllers;
mod v02_framework_contracts;
mod v03_framework_terms;
mod v04_places;
mod v05_processors;
mod v06_assurances;
mod v07_improvement_plans;
mod v08_territory;
mod v09_remote_access;
mod v10_data_sets;
mod v11_confidentiality;
mod v12_section_251;
mod v13_consent;
mod v14_opt_outs;
mod v15_lawful_basis;
mod v16_ethics;
mod v17_commercial_use;
mod v18_sub_licensing;
mod v19_covid_only;
mod v20_start_and_end;
mod v21_term;
mod v22_fixed_ends;
mod v23_renewal_start;
mod v25_yielded_benefits;
mod v26_lay_summary;
mod v27_privacy_notice;
mod v28_named_in_text;
mod v29_uses;
mod v32_kind_of_change;
mod v34_access_services;
mod v35_direct_care;
mod v36_published;

use dars_vocabulary::{ApplicationContent, Finding, Severity, Stage};
use jiff::civil::Date;

pub use completeness::completeness;
pub use context::{Assurance, Changed, Context, FrameworkCover, NoticeCheck};
pub use organisations::organisations_asked_about;
pub use registry::{Listed, Look, RULES};
pub use routes::{CatalogueCondition, catalogue_conditions, required_routes};
pub use v01_controllers::v01_controllers;
pub use v02_framework_contracts::v02_framework_contracts;
pub use v03_framework_terms::v03_framework_terms;
pub use v04_places::v04_places;
pub use v05_processors::v05_processors;
pub use v06_assurances::v06_assurances;
pub use v07_improvement_plans::{v07_conditions, v07_improvement_plans};
pub use v08_territory::v08_territory;
pub use v09_remote_access::v09_remote_access;
pub use v10_data_sets::v10_data_sets;
pub use v11_confidentiality::v11_confidentiality;
pub use v12_section_251::v12_section_251;
pub use v13_consent::v13_consent;
pub use v14_opt_outs::v14_opt_outs;
pub use v15_lawful_basis::v15_lawful_basis;
pub use v16_ethics::v16_ethics;
pub use v17_commercial_use::v17_commercial_use;
pub use v18_sub_licensing::v18_sub_licensing;
pub use v19_covid_only::{asks_for_covid_only_data, v19_covid_only};
pub use v20_start_and_end::v20_start_and_end;
pub use v21_term::{TermClass, v21_term};
pub use v22_fixed_ends::v22_fixed_ends;
pub use v23_renewal_start::v23_renewal_start;
pub use v25_yielded_benefits::v25_yielded_benefits;
pub use v26_lay_summary::v26_lay_summary;
pub use v27_privacy_notice::v27_privacy_notice;
pub use v28_named_in_text::v28_named_in_text;
pub use v29_uses::v29_uses;
pub use v32_kind_of_change::v32_kind_of_change;
pub use v34_access_services::v34_access_services;
pub use v35_direct_care::v35_direct_care;
pub use v36_published::v36_published;

/// Everything that is wrong with `content`, for every stage; `today` is the day on which it would be issued.
pub fn check(content: &ApplicationContent, today: Date, known: &Context) -> Vec<Finding> {
    by_rules(RULES, &Look { content, today, known })
}

fn by_rules<'a>(rules: impl IntoIterator<Item = &'a Listed>, look: &Look) -> Vec<Finding> {
    rules.into_iter().flat_map(|rule| (rule.apply)(look)).collect()
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
        assert_eq!(findings.len(), 11, "{findings:#?}");
        assert_eq!(blocking(findings.clone(), Stage::Submit).len(), 11);
        assert_eq!(blocking(findings, Stage::Issue), []);
    }

    #[test]
    fn a_warning_never_blocks() {
        let mut content = complete();
        content.commercial.as_mut().unwrap().uses = vec![CommercialUse::Insurance];
        content.purpose.as_mut().unwrap().objective.push_str(" It is for insurers.");
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
