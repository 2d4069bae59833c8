//! About applications.

use dars_vocabulary::code::Signpost;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Judgement;
use crate::{facts::intake::ChangeKind, requests::tagged::tagged};

/// `POST /applications/{nic}/submit`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SubmitApplication {}

tagged! {
    /// `POST /applications/{nic}/preliminary-assessment` (assess-preliminary): a case officer's word before the draft.
    #[derive(Clone, Debug, PartialEq)]
    by "outcome" AssessPreliminary {
        /// Feasible, and the right service: the draft may be written. What is judged now is noted; both must be.
        Accept {
            /// Whether it can be done at all; left out: as noted.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            feasible: Option<Judgement>,
            /// Whether it belongs here; left out: as noted.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            right_service: Option<Judgement>,
        }
        /// Elsewhere; it ends here.
        Redirect {
            /// Where to; at least one.
            to: Vec<Signpost>,
            /// Why, for the applicant behind sign-in, at most 4,000 characters.
            reason: String,
        }
    }
}

/// `POST /applications/{nic}/withdraw` (withdraw-application): its lead no longer wants it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawApplication {
    /// Why, at most 4,000 characters.
    #[serde(default)]
    pub reason: Option<String>,
}

/// `POST /applications/{nic}/people` (set-people): who leads it, and who works on it; each must be a member of the applicant organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetPeople {
    /// The subject of the lead's sign-in; absent: as before.
    #[serde(default)]
    pub lead: Option<String>,
    /// The subjects of those who work on it with the lead.
    pub collaborators: Vec<String>,
}

/// `POST /applications/{nic}/clarifications/{id}/answer` (answer-clarification): the applicant's answer to a clarification.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerClarification {
    /// The answer, at most 4,000 characters.
    pub text: String,
}

/// `POST /agreements/{nic}/changes` (open-change): opens a draft that changes an agreement in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenChange {
    /// What kind.
    pub kind: ChangeKind,
}
