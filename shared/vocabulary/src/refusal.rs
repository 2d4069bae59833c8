//! How the domain says no: refusals, findings of rules, and corrupt data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What kind of no a refusal is; the portal maps each to one HTTP status (api.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalKind {
    /// 401: nobody is signed in, or the sign-in is too old for this command (RFC 9470).
    SignInNeeded,
    /// 403: the caller may see it, and may not do this.
    Forbidden,
    /// 404: there is no such thing, or the caller may not know of it.
    NotFound,
    /// 409: not in this state.
    WrongState,
    /// 422: rules are not met, or a value is out of its range.
    Unacceptable,
}

/// Where a rule blocks (domain.md §9); before that it is shown as "will stop you at …".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// When the applicant submits.
    Submit,
    /// When an approver approves.
    Approve,
    /// When the agreement is issued.
    Issue,
    /// When a party signs.
    Sign,
    /// When the publisher publishes.
    Publish,
    /// When data is released.
    Release,
    /// When an ended agreement is closed.
    Close,
}

/// Whether a finding blocks at its stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Blocks at its stage.
    Error,
    /// Never blocks; asks for attention.
    Warning,
}

/// Where a rule comes from; a message cites a standard only for `Published`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// A published standard.
    Published {
        /// Its number in domain.md §8.
        standard: &'static str,
        /// The version that was read, where it is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        version: Option<&'static str>,
    },
    /// Our reading of published text.
    Reading,
    /// Our own.
    Ours,
}

/// What a rule found wrong, where, when it will stop, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Finding {
    /// The rule: `V10`.
    pub rule: &'static str,
    /// A stable kebab-case code.
    pub code: &'static str,
    /// JSON pointer into the content: `/data_sets/requests/0/level`.
    pub pointer: String,
    /// Whether it blocks.
    pub severity: Severity,
    /// Where it blocks.
    pub stage: Stage,
    /// Where the rule comes from.
    pub basis: Basis,
    /// What is wrong and what to do, in plain words.
    pub message: String,
}

/// One field that is wrong, as a problem's `errors[]` shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FieldError {
    /// JSON pointer to the field.
    pub pointer: String,
    /// A stable kebab-case code.
    pub code: String,
    /// What is wrong and what to do.
    pub detail: String,
}

impl From<Finding> for FieldError {
    fn from(finding: Finding) -> Self {
        Self { pointer: finding.pointer, code: finding.code.to_owned(), detail: finding.message }
    }
}

/// What every aggregate's refusal says of itself.
pub trait Refuse {
    /// What kind of no.
    fn kind(&self) -> RefusalKind;
    /// A stable kebab-case code: the reason.
    fn code(&self) -> &'static str;
    /// What is wrong and what to do, in plain words; no personal data.
    fn detail(&self) -> String;
    /// The fields that are wrong, if it is about fields.
    fn errors(&self) -> Vec<FieldError> {
        Vec::new()
    }
}

/// An event that cannot follow a state: stored data is corrupt. `decide` never makes one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{event} cannot follow {state}")]
pub struct Impossible {
    /// The state's name.
    pub state: &'static str,
    /// The event's name.
    pub event: &'static str,
}
