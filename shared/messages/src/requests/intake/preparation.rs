//! About what is found out and carried over before an application is written.

use dars_vocabulary::{ApplicationContent, Ready, code::AdvisoryGroup};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `POST /applications/{nic}/preliminary-notes` (note-preliminary): what a case officer found so far; takes the place of the notes before.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NotePreliminary {
    /// Whether it can be done at all.
    #[serde(default)]
    pub feasible: Option<Judgement>,
    /// Whether it belongs here.
    #[serde(default)]
    pub right_service: Option<Judgement>,
    /// Whose early view is wanted; each group once.
    #[serde(default)]
    pub early_advice: Vec<EarlyAdviceWanted>,
    /// Whether the money was seen.
    #[serde(default)]
    pub funding: Option<Ready>,
    /// Whether a budget for the charges was seen.
    #[serde(default)]
    pub budget_seen: Option<bool>,
    /// What is known of the sections so far, as far as it is known.
    #[serde(default)]
    pub outline: Option<ApplicationContent>,
}

/// A judgement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// Whether it holds.
    pub holds: bool,
    /// Why, at most 4,000 characters.
    #[serde(default)]
    pub why: Option<String>,
}

/// A group whose early view is wanted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EarlyAdviceWanted {
    /// Which group.
    pub group: AdvisoryGroup,
    /// Why, at most 4,000 characters.
    pub why: String,
}

/// `POST /applications/{nic}/early-view` (record-early-view): what an advisory group thinks of it before it is handed in; it binds nobody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordEarlyView {
    /// Which group: one whose view the preliminary notes want.
    pub group: AdvisoryGroup,
    /// The day on which it gave its view.
    pub given_on: Date,
    /// The subjects of the sign-ins of those who gave it; none of them may decide.
    pub advisers: Vec<String>,
    /// The view in words, at most 4,000 characters.
    pub text: String,
}

/// `POST /applications/{nic}/copy` (copy-application): begins a new application with the words of this one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CopyApplication {}

/// `POST /applications/{nic}/evidence` (take-over-evidence): lists a paper of the organisation's in this draft.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeOverEvidence {
    /// The paper's reference.
    pub reference: String,
    /// Its SHA-256 in hex.
    pub sha256: String,
}
