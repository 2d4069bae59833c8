//! What `review` can be asked.

use dars_vocabulary::code::RefusalReason;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `POST /cases/{nic}/assign`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignCase {
    /// The subject of the officer's sign-in; absent: oneself.
    #[serde(default)]
    pub officer: Option<String>,
}

/// Where `POST /cases/{nic}/assess` moves a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AssessStep {
    /// Complete: into assurance.
    Ready,
    /// Assured: before an approver, no advice needed, for the reason given.
    NoAdviceNeeded,
}

/// `POST /cases/{nic}/assess`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssessCase {
    /// What was found.
    pub step: AssessStep,
    /// Why; needed for `no_advice_needed`. At most 4,000 characters.
    #[serde(default)]
    pub reason: Option<String>,
}

/// The approver's word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "outcome", rename_all = "snake_case", deny_unknown_fields)]
pub enum Decide {
    /// Approved.
    Approve {
        /// Why, at most 4,000 characters; needed when V17 shows a reason for refusal.
        #[serde(default)]
        reasons: Option<String>,
    },
    /// Refused.
    Refuse {
        /// The reason's code, told publicly.
        reason: RefusalReason,
        /// The reasons in words, for the applicant behind sign-in; at most 4,000 characters.
        reasons: String,
    },
}
