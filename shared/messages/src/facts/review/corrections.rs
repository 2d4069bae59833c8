//! About what was looked at again: decisions that were reviewed, advice that was recorded wrongly.

use dars_vocabulary::{
    DocumentVersion, Nic,
    code::{AdviceOutcome, AdvisoryGroup},
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::facts::fact;

/// What the review of a decision came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReviewOutcome {
    /// The decision stands.
    Upheld,
    /// It does not: the case is before an approver again.
    SetAside,
}

fact!(
    /// The applicant asked that a decision be reviewed; not why.
    Public Review "decision_review_requested" v 1 DecisionReviewRequestedV1 by nic {
        /// The application.
        nic: Nic,
        /// The version that was decided upon.
        version: DocumentVersion,
        /// The day in London.
        requested_on: Date,
    }
);

fact!(
    /// A decision was reviewed by another approver than made it.
    Public Review "decision_reviewed" v 1 DecisionReviewedV1 by nic {
        /// The application.
        nic: Nic,
        /// The version that was decided upon.
        version: DocumentVersion,
        /// What it came to.
        outcome: ReviewOutcome,
        /// The day in London.
        reviewed_on: Date,
    }
);

fact!(
    /// What a group said was recorded wrongly, and is put right; it replaces the `advice_recorded` of `was_met_on`.
    Public Review "advice_corrected" v 1 AdviceCorrectedV1 by nic {
        /// The application.
        nic: Nic,
        /// Which group.
        group: AdvisoryGroup,
        /// The day of the meeting as it was recorded.
        was_met_on: Date,
        /// What it came to.
        outcome: AdviceOutcome,
        /// The day of the meeting.
        met_on: Date,
    }
);
