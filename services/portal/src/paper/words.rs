//! Names of fields, codes and days as people read them.

use dars_vocabulary::code::{
    AccessService, AssuranceKind, BenefitBasis, Cldc, CommercialUse, Engagement, EthicsOutcome, Frequency, LegalPower,
    Level, OptOutReason, PartyRole, PlaceKind, PurposeOfUse, Sensitivity, Territory,
};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What comes first where a thing has several fields: which one it is, then what it says. All others follow by name.
const FIRST: &[&str] = &[
    "organisation",
    "role",
    "kind",
    "dataset",
    "what",
    "title",
    "reference",
    "objective",
    "expected",
    "is_commercial",
    "is_research",
    "allowed",
    "outcome",
    "start",
    "end",
    "from",
    "to",
    "period",
    "level",
    "sensitivity",
    "frequency",
    "access_service",
    "legal_power",
    "cldc",
    "gdpr_article_6",
    "gdpr_article_9",
    "schedule_1_condition",
    "controller_basis",
    "processing_activities",
    "lay_summary",
    "uses",
    "url",
    "address",
    "country",
    "cag_reference",
    "applied",
];

/// Where a field stands among others.
pub(super) fn rank(field: &str) -> usize {
    FIRST.iter().position(|known| *known == field).unwrap_or(FIRST.len())
}

/// A field's name as people read it.
pub(super) fn words(field: &str) -> String {
    let known = match field {
        "gdpr_article_6" => "UK GDPR Article 6(1)",
        "gdpr_article_9" => "UK GDPR Article 9(2)",
        "schedule_1_condition" => "Condition of Schedule 1, Data Protection Act 2018",
        "section_251" => "Support under section 251",
        "cag_reference" => "CAG reference",
        "cldc" => "Common law duty of confidentiality",
        "opt_outs" => "National data opt-out",
        "controller_basis" => "Sole or joint controllers",
        "dataset" => "Data set",
        "url" => "Address",
        "sha256" => "SHA-256",
        "no_yielded_reason" => "Why no benefits were yielded yet",
        _ => "",
    };
    if known.is_empty() { capital(&plain(field)) } else { known.to_owned() }
}

/// The same behind a colon.
pub(super) fn small(field: &str) -> String {
    let words = words(field);
    if words == capital(&plain(field)) { plain(field) } else { words }
}

/// One of the several things that a field holds.
pub(super) fn one(field: &str) -> String {
    let known = match field {
        "requests" => "Data set",
        "controllers" => "Controller",
        "processors" => "Processor",
        "others" => "Other party",
        "places" => "Place",
        "flows" => "Flow",
        "items" => "Item",
        _ => "",
    };
    if known.is_empty() { words(field) } else { known.to_owned() }
}

/// What the virus scanner said.
pub(super) fn scan(said: &str) -> String {
    match said {
        "passed" => "found nothing",
        "harmful" => "refused it",
        "waiting" => "has not looked yet",
        "not-scanned" => "not asked",
        other => other,
    }
    .to_owned()
}

/// A text: a code by its label, a day as it is written, anything else as it is.
pub(super) fn said(field: &str, text: &str) -> String {
    let label = match field {
        "level" => label(text, Level::label),
        "sensitivity" => label(text, Sensitivity::label),
        "frequency" => label(text, Frequency::label),
        "cldc" => label(text, Cldc::label),
        "access_service" => label(text, AccessService::label),
        "legal_power" => label(text, LegalPower::label),
        "territory" => label(text, Territory::label),
        "uses" => label(text, PurposeOfUse::label).or_else(|| label(text, CommercialUse::label)),
        "role" => label(text, PartyRole::label),
        "kind" => label(text, PlaceKind::label),
        "reason" => label(text, OptOutReason::label),
        "outcome" => label(text, EthicsOutcome::label),
        "assurance" => label(text, AssuranceKind::label),
        "basis" => label(text, BenefitBasis::label),
        "who" => label(text, Engagement::label),
        "controller_basis" => None,
        _ => return day(text),
    };
    label.map_or_else(|| capital(&plain(text)), capital)
}

fn label<T: DeserializeOwned>(code: &str, label: impl Fn(T) -> &'static str) -> Option<&'static str> {
    serde_json::from_value(Value::String(code.to_owned())).ok().map(label)
}

/// A day as it is written in a letter; any other text as it is.
pub(super) fn day(text: &str) -> String {
    match text.parse::<Date>() {
        Ok(day) if text.len() == 10 => day.strftime("%-d %B %Y").to_string(),
        _ => text.to_owned(),
    }
}

fn plain(field: &str) -> String {
    field.replace(['_', '-'], " ")
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
