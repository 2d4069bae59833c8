//! What an enquirer says of how ready they are (domain.md §6, enquiry).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whether one thing is in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ready {
    /// It is there.
    Yes,
    /// It is being worked on.
    InProgress,
    /// It is not there.
    No,
    /// They don't know.
    Unsure,
}

/// What an enquirer says is in place; absent: not asked, or not answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Readiness {
    /// The money for the work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub funding: Option<Ready>,
    /// A research ethics committee's opinion, or knowing that none is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ethics: Option<Ready>,
    /// The law that allows the use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_basis: Option<Ready>,
    /// A framework contract of each organisation that decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dsfc: Option<Ready>,
}
