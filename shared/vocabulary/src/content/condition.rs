//! What an approval or a decision asks for beside the standard terms (domain.md §8, standard 6).

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who owes what a condition asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Owing {
    /// The applicant organisation.
    #[default]
    Applicant,
    /// The data body.
    Body,
}

/// One special condition: an extra term with an owner and a date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Its number in this version, from 1.
    pub number: u32,
    /// What is asked for, at most 1,000 characters.
    pub text: String,
    /// The day by which; absent: as long as the agreement lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// Who owes it.
    #[serde(default)]
    pub owing: Owing,
}
