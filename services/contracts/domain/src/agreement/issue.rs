//! When an agreement may be issued for signature.

use dars_messages::facts::contracts::AgreementDocument;
use dars_rules::{Context, blocking, check, policy::SIGNATURE_VOID};
use dars_vocabulary::{
    ApplicationContent, Finding, StaffRole, Stage, calendar::days_after, content::Term, london_date,
};
use jiff::civil::Date;

use super::{
    ConditionTerm, Event, Facts, Issued, Overrides, Refusal, State,
    document::{document as document_of, parties},
    version::each_once,
};

/// What stops a document from being issued on `day`: V02, V03, V06, V07, V12, V18, V20, V21, V22.
pub fn issue_findings(document: &AgreementDocument, known: &Context, day: Date) -> Vec<Finding> {
    // The term that is signed is the document's, which the case officer may have set otherwise than approved.
    let approved = document.content.term.as_ref();
    let term = Term {
        start: document.start,
        end: document.end,
        territory: document.territory,
        countries: approved.map(|term| term.countries.clone()).unwrap_or_default(),
        longer_because: approved.and_then(|term| term.longer_because.clone()),
        archiving: approved.is_some_and(|term| term.archiving),
    };
    let content = ApplicationContent { term: Some(term), ..document.content.clone() };
    let known = Context {
        next: Stage::Issue,
        applicant: Some(document.applicant.clone()),
        conditions: document.special_conditions.clone(),
        ..known.clone()
    };
    blocking(check(&content, day, &known), Stage::Issue)
}

pub(super) fn issue(
    state: &State,
    document: Box<AgreementDocument>,
    sha256: String,
    facts: &Facts,
) -> Result<Event, Refusal> {
    if !facts.actor.is_staff(StaffRole::CaseOfficer) {
        return Err(Refusal::CaseOfficerNeeded);
    }
    let issued_on = london_date(facts.now);
    let terms = Overrides { start: Some(document.start), end: Some(document.end), territory: Some(document.territory) };
    if document_of(state, &terms, &document.body, issued_on)? != *document {
        return Err(Refusal::DocumentDiffers);
    }
    let findings = issue_findings(&document, &facts.known, issued_on);
    if findings.iter().any(|finding| matches!(finding.rule, "V02" | "V03")) {
        return Err(Refusal::FrameworkContractNotActive(findings));
    }
    if !findings.is_empty() {
        return Err(Refusal::RulesNotMet(findings));
    }
    let content = &document.content;
    Ok(Event::AgreementIssued(Issued {
        nic: document.nic.clone(),
        version: document.version,
        organisation: document.applicant.clone(),
        application_version: document.application_version,
        application_sha256: document.application_sha256.clone(),
        parties: parties(&document),
        controllers: each_once(content.controllers().iter().map(|controller| &controller.organisation)),
        processors: each_once(content.processors().iter().map(|processor| &processor.organisation)),
        conditions: document
            .special_conditions
            .iter()
            .map(|condition| ConditionTerm { number: condition.number, due: condition.due })
            .collect(),
        section_251_until: section_251_until(content),
        start: document.start,
        end: document.end,
        issued_on,
        void_on: days_after(issued_on, i64::from(SIGNATURE_VOID.value)),
        issued_by: facts.actor.id,
        sha256,
        document: document.into(),
    }))
}

/// The yearly review, or the end of the support, whichever comes first.
fn section_251_until(content: &ApplicationContent) -> Option<Date> {
    let support = content.legal_basis.as_ref()?.section_251.as_ref()?;
    Some(support.expires.map_or(support.review_due, |expires| expires.min(support.review_due)))
}
