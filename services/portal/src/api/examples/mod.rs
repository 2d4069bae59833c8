//! An example of each body, made of the real types: of the stories that the demonstration tells.

pub(super) mod access;
pub(super) mod advice;
pub(super) mod attachments;
pub(super) mod casework;
pub(super) mod catalogue;
pub(super) mod collaboration;
pub(super) mod contracts;
pub(super) mod enquiries;
pub(super) mod feedback;
pub(super) mod intake;
pub mod local;
pub(super) mod organisations;
pub(super) mod preparation;
pub(super) mod review;
pub mod sections;

use dars_messages::requests::register::PublishEntry;
use dars_vocabulary::DocumentVersion;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::shape::Shape;

/// The SHA-256 of nothing, in hex.
const SHA256: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Why an operator does it; kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OperatorsReason {
    /// At most 400 characters.
    pub reason: String,
}

fn text(text: &str) -> String {
    text.to_owned()
}

pub(super) fn publish_entry() -> Shape {
    Shape::of(PublishEntry { version: Some(DocumentVersion::FIRST_ISSUE), no_personal_names: true })
}

pub(super) fn operators_reason() -> Shape {
    Shape::of(OperatorsReason { reason: text("The organisation's record was missing and is there now.") })
}
