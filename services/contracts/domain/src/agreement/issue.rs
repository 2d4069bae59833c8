//! When an agreement may be issued for signature.

use dars_messages::facts::contracts::AgreementDocument;
use dars_rules::{v20_start_and_end, v21_term};
use dars_vocabulary::{Finding, Severity, StaffRole, Stage, content::Term, london_date};
use jiff::civil::Date;

use super::{
    Event, Facts, Issued, Overrides, Refusal, State,
    document::{document as document_of, parties},
};
use crate::{
    framework_contract::Contract,
    rules::{v02::v02, v03::v03},
};

/// What is wrong with a document on the day it would be issued (V02, V03, V20, V21), warnings among it.
pub fn issue_findings(document: &AgreementDocument, contracts: &[Contract], issue_day: Date) -> Vec<Finding> {
    // The term that is signed is the document's, which the case officer may have set otherwise than approved.
    let term = Term { start: document.start, end: document.end, territory: document.territory };
    let content = dars_vocabulary::ApplicationContent { term: Some(term), ..document.content.clone() };
    [
        v02(document, contracts, issue_day),
        v03(document, contracts, issue_day),
        v20_start_and_end(&content, issue_day),
        v21_term(&content, Stage::Issue),
    ]
    .concat()
}

pub(super) fn issue(
    state: &State,
    document: Box<AgreementDocument>,
    sha256: String,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    if !facts.actor.is_staff(StaffRole::CaseOfficer) {
        return Err(Refusal::CaseOfficerNeeded);
    }
    let terms = Overrides { start: Some(document.start), end: Some(document.end), territory: Some(document.territory) };
    if document_of(state, &terms, &document.body)? != *document {
        return Err(Refusal::DocumentDiffers);
    }
    let issued_on = london_date(facts.now);
    let mut findings = issue_findings(&document, &facts.framework_contracts, issued_on);
    findings.retain(|finding| finding.severity == Severity::Error);
    if findings.iter().any(|finding| matches!(finding.rule, "V02" | "V03")) {
        return Err(Refusal::FrameworkContractNotActive(findings));
    }
    if !findings.is_empty() {
        return Err(Refusal::RulesNotMet(findings));
    }
    Ok(vec![Event::AgreementIssued(Issued {
        nic: document.nic.clone(),
        version: document.version,
        organisation: document.applicant.clone(),
        parties: parties(&document),
        start: document.start,
        end: document.end,
        issued_on,
        issued_by: facts.actor.id,
        sha256,
        document: document.into(),
    })])
}
