//! About clarifications.

use dars_vocabulary::{code::ClarificationSeverity, content::SectionName};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::requests::tagged::tagged;

/// `POST /cases/{nic}/clarifications` (raise-clarification): its case officer asks the applicant; the clock pauses while any is open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RaiseClarification {
    /// Which section it is about.
    pub section: SectionName,
    /// Which standard it is about, e.g. `3`.
    #[serde(default)]
    pub standard: Option<String>,
    /// How much it weighs.
    pub severity: ClarificationSeverity,
    /// What is asked, at most 4,000 characters.
    pub text: String,
    /// The standard phrase that it was written from, by its id in `GET /phrases`; none of its `{places}` may be left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phrase: Option<String>,
}

tagged! {
    /// `POST /cases/{nic}/clarifications/{id}/resolve` (resolve-clarification): what the officer makes of the answer.
    #[derive(Clone, Debug, PartialEq)]
    by "outcome" ResolveClarification {
        /// Settled.
        Accept {}
        /// Not settled: asked again in the next round.
        Reject {
            /// What is still asked, at most 4,000 characters.
            text: String,
        }
    }
}
