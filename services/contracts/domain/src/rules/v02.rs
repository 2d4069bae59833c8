//! V02: every organisation that decides has a framework contract in force.

use dars_messages::facts::contracts::AgreementDocument;
use dars_vocabulary::{
    Finding, OrganisationId,
    refusal::{Basis, Severity, Stage},
};
use jiff::civil::Date;

use crate::framework_contract::Contract;

/// V02 (domain.md §9; "No framework contract for a controller = no agreement for it", §1): the applicant organisation
/// and each controller has a framework contract of the same legal entity in force on the day of issue.
pub fn v02(document: &AgreementDocument, contracts: &[Contract], issue_day: Date) -> Vec<Finding> {
    deciding_organisations(document)
        .into_iter()
        .filter(|(_, organisation)| {
            !contracts
                .iter()
                .any(|contract| contract.organisation == **organisation && contract.is_active_on(issue_day))
        })
        .map(|(pointer, organisation)| Finding {
            rule: "V02",
            code: "framework-contract-not-active",
            pointer,
            severity: Severity::Error,
            stage: Stage::Issue,
            basis: Basis::Reading,
            message: format!("{organisation} has no framework contract in force: have one signed before issue."),
        })
        .collect()
}

/// The applicant organisation and every other controller, each with where it stands.
pub(super) fn deciding_organisations(document: &AgreementDocument) -> Vec<(String, &OrganisationId)> {
    let controllers = document.content.parties.as_ref().map_or(&[][..], |parties| &parties.controllers);
    let controllers = controllers
        .iter()
        .enumerate()
        .filter(|(_, controller)| controller.organisation != document.applicant)
        .map(|(at, controller)| (format!("/parties/controllers/{at}/organisation"), &controller.organisation));
    std::iter::once(("/applicant".to_owned(), &document.applicant)).chain(controllers).collect()
}
