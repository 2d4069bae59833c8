//! Whether what would go out is what was agreed.

use dars_messages::requests::contracts::ReleaseContent;
use dars_vocabulary::{
    Finding,
    code::{Cldc, Frequency, ReleaseKind},
    content::DataSetRequest,
};
use jiff::civil::Date;

use super::{Condition, GateInput, finding};
use crate::service_agreement::needs_service_agreement;

/// Where a data set is named more than once, the release need fit only one of the requests: the nearest is told of.
pub(super) fn findings(input: &GateInput) -> Vec<Finding> {
    if input.agreed.is_none() {
        // Before a first version there is nothing to compare with, and the gate is closed for that.
        if input.version.is_none() {
            return Vec::new();
        }
        let message = "What was agreed was redacted, so nothing can be compared with it.";
        return vec![finding(Condition::TermsKnown, "/agreement", message)];
    }
    input.requests().map(|request| of_request(input, request)).min_by_key(Vec::len).unwrap_or_else(|| {
        let message = "The version in force does not name this data set.";
        vec![finding(Condition::DataSet, "/content/dataset", message)]
    })
}

fn of_request(input: &GateInput, request: &DataSetRequest) -> Vec<Finding> {
    let mut findings = Vec::new();
    if request.cldc.contains(&Cldc::S251) && input.section_251_until.is_none_or(|until| until < input.today) {
        let message = "The section 251 support is not in date: its review or its end has passed.";
        findings.push(finding(Condition::Section251, "/legal_basis/section_251", message));
    }
    let service = input.release.as_ref().map(|release| release.content.access_service).or(request.access_service);
    if let Some(service) = service.filter(|service| needs_service_agreement(*service))
        && !input.known.active_services.contains(&service)
    {
        let message = format!("No service agreement for {service} is active today.");
        findings.push(finding(Condition::ServiceAgreement, "/content/access_service", message));
    }
    if request.frequency == Some(Frequency::OneOff) && input.known.released_before {
        let message = "The data set was agreed as one-off, and was released before.";
        findings.push(finding(Condition::NotReleasedBefore, "/content/dataset", message));
    }
    if let Some(release) = &input.release {
        findings.extend(of_content(&release.content, request, input.today));
        findings.extend(recipient(input, &release.content));
        findings.extend(opt_outs(&release.content, request, input.today));
    }
    findings
}

fn of_content(content: &ReleaseContent, request: &DataSetRequest, today: Date) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !request.covers(&content.period, today) {
        let message = "The period reaches beyond the agreed one: produce a release of days within it.";
        findings.push(finding(Condition::Period, "/content/period", message));
    }
    // None named stands for all: in a release for all that are agreed, in the agreement for all of the level.
    let agreed = |field: &&String| request.fields.is_empty() || request.fields.contains(field);
    if !content.fields.iter().all(|field| agreed(&field)) {
        let message = "A field is not among those that were agreed.";
        findings.push(finding(Condition::Fields, "/content/fields", message));
    }
    if request.level != Some(content.level) {
        findings.push(finding(Condition::Level, "/content/level", "The level is not the agreed one."));
    }
    if request.access_service != Some(content.access_service) {
        let message = "The access service is not the agreed one.";
        findings.push(finding(Condition::AccessService, "/content/access_service", message));
    }
    if request.frequency == Some(Frequency::SystemAccess) && content.kind == ReleaseKind::File {
        let message = "System access was agreed: no file may leave.";
        findings.push(finding(Condition::Kind, "/content/kind", message));
    }
    findings
}

fn recipient(input: &GateInput, content: &ReleaseContent) -> Option<Finding> {
    let mut holders = input.controllers.iter().chain(&input.processors);
    if holders.any(|party| *party == content.recipient) {
        return None;
    }
    let message = "The recipient is neither controller nor processor of the version in force.";
    Some(finding(Condition::Recipient, "/content/recipient", message))
}

/// As the version says; where it says nothing, data that rests on section 251 flows with opt-outs applied.
fn opt_outs(content: &ReleaseContent, request: &DataSetRequest, today: Date) -> Option<Finding> {
    let by_default = request.cldc.contains(&Cldc::S251).then_some(true);
    let agreed = request.opt_outs.as_ref().map(|said| said.applied).or(by_default);
    let wrong = |pointer, message| Some(finding(Condition::OptOuts, pointer, message));
    match (agreed, content.opt_outs_applied) {
        (Some(true), false) => wrong("/content/opt_outs_applied", "Opt-outs must be applied, as was agreed."),
        (Some(false), true) => {
            wrong("/content/opt_outs_applied", "It was agreed that opt-outs are not applied: the file lacks people.")
        }
        (Some(true) | None, true) => match content.opt_out_list_of {
            None => wrong("/content/opt_out_list_of", "Give the date of the opt-out list that was applied."),
            Some(day) if day > today => wrong("/content/opt_out_list_of", "The opt-out list's date is yet to come."),
            Some(_) => None,
        },
        (Some(false) | None, false) => None,
    }
}
