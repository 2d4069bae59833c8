//! V03: the framework contract reaches the agreement's term.

use dars_messages::facts::contracts::AgreementDocument;
use dars_vocabulary::{
    Finding,
    refusal::{Basis, Severity, Stage},
};
use jiff::civil::Date;

use super::v02::deciding_organisations;
use crate::framework_contract::Contract;

/// V03 (domain.md §9): each framework contract in force on the day of issue ends no earlier than the agreement starts;
/// a warning if it ends before the agreement does. An organisation without one is V02's finding, not this rule's.
pub fn v03(document: &AgreementDocument, contracts: &[Contract], issue_day: Date) -> Vec<Finding> {
    deciding_organisations(document)
        .into_iter()
        .filter_map(|(pointer, organisation)| {
            let end = contracts
                .iter()
                .filter(|contract| contract.organisation == *organisation && contract.is_active_on(issue_day))
                .map(|contract| contract.end)
                .max()?;
            let (severity, code, message) = if end < document.start {
                let message =
                    format!("{organisation}'s framework contract ends on {end}, before the agreement starts.");
                (Severity::Error, "framework-contract-ends-before-start", message)
            } else if end < document.end {
                let message = format!("{organisation}'s framework contract ends on {end}: renew it before then.");
                (Severity::Warning, "framework-contract-ends-before-end", message)
            } else {
                return None;
            };
            Some(Finding { rule: "V03", code, pointer, severity, stage: Stage::Issue, basis: Basis::Reading, message })
        })
        .collect()
}
