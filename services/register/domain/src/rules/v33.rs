//! V33: what must not stand in the public register.

use dars_messages::facts::contracts::AgreementDocument;
use dars_rules::public_text as text;
use dars_vocabulary::{
    Finding,
    refusal::{Basis, Severity, Stage},
};

/// One thing to look for in a text that everyone will read.
struct Check {
    code: &'static str,
    found: fn(&str) -> bool,
    message: &'static str,
}

const CHECKS: [Check; 5] = [
    Check {
        code: "placeholder-text",
        found: text::placeholder,
        message: "This reads like a test or a placeholder: have the text written before it is published.",
    },
    Check {
        code: "email-address",
        found: text::email_address,
        message: "An e-mail address stands here: take it out before publication.",
    },
    Check {
        code: "telephone-number",
        found: text::telephone_number,
        message: "A telephone number stands here: take it out before publication.",
    },
    Check {
        code: "personal-title",
        found: text::personal_title,
        message: "A title with a name stands here: name the organisation or the post instead.",
    },
    Check {
        code: "signature-line",
        found: text::signature_line,
        message: "This reads like a signature or a letter's end: take it out before publication.",
    },
];

/// V33 (domain.md §9; a test record did get published, in four editions): the register row passes the publish checks,
/// its dates are valid, its data sets are of the catalogue, and the publisher ticks "no personal names". Pointers are
/// into the application's content, and for the tick into the publisher's request.
pub fn v33(document: &AgreementDocument, no_personal_names: bool, catalogue: &[String]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let title = document.content.title.as_deref().unwrap_or_default();
    if title.trim().is_empty() {
        findings.push(finding("title-missing", "/title".to_owned(), "The title is missing: an entry needs one."));
    }
    for (pointer, text) in published_texts(document) {
        for check in CHECKS.iter().filter(|check| (check.found)(text)) {
            findings.push(finding(check.code, pointer.to_owned(), check.message));
        }
    }
    if document.end <= document.start {
        let message = "The last day does not lie after the first: the dates need correcting.";
        findings.push(finding("dates-not-valid", "/term/end".to_owned(), message));
    }
    let requests = document.content.data_sets.as_ref().map_or(&[][..], |data_sets| &data_sets.requests);
    if requests.is_empty() {
        findings.push(finding("data-sets-missing", "/data_sets".to_owned(), "No data set is named."));
    }
    for (at, request) in requests.iter().enumerate().filter(|(_, request)| !catalogue.contains(&request.dataset)) {
        findings.push(finding(
            "data-set-not-in-catalogue",
            format!("/data_sets/requests/{at}/dataset"),
            &format!("{} is not in the catalogue.", request.dataset),
        ));
    }
    if !no_personal_names {
        let message = "Confirm that no personal names stand in the entry: set no_personal_names to true.";
        findings.push(finding("personal-names-not-confirmed", "/no_personal_names".to_owned(), message));
    }
    findings
}

/// Every text of a version that the register shows, with where it stands.
fn published_texts(document: &AgreementDocument) -> Vec<(&'static str, &str)> {
    let content = &document.content;
    let mut texts: Vec<(&'static str, &str)> = Vec::new();
    texts.extend(content.title.as_deref().map(|text| ("/title", text)));
    if let Some(purpose) = &content.purpose {
        texts.push(("/purpose/objective", &purpose.objective));
        texts.push(("/purpose/processing_activities", &purpose.processing_activities));
        texts.push(("/purpose/lay_summary", &purpose.lay_summary));
    }
    texts.extend(content.outputs.as_ref().map(|outputs| ("/outputs/expected", outputs.expected.as_str())));
    if let Some(benefits) = &content.benefits {
        texts.push(("/benefits/expected", &benefits.expected));
        texts.extend(benefits.yielded.as_deref().map(|text| ("/benefits/yielded", text)));
    }
    texts
}

fn finding(code: &'static str, pointer: String, message: &str) -> Finding {
    Finding {
        rule: "V33",
        code,
        pointer,
        severity: Severity::Error,
        stage: Stage::Publish,
        basis: Basis::Ours,
        message: message.to_owned(),
    }
}
