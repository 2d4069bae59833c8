//! Of what was decided, and of decisions that are looked at again.

use dars_vocabulary::{DocumentVersion, Nic, Sealed, code::RefusalReason};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::super::{ConditionWords, Reviewed};

/// It was asked that the decision be looked at again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionReviewRequested {
    /// The application.
    pub nic: Nic,
    /// The version that was decided upon.
    pub version: DocumentVersion,
    /// The day in London.
    pub requested_on: Date,
}

/// The decision was looked at again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionReviewed {
    /// The application.
    pub nic: Nic,
    /// The version that was decided upon.
    pub version: DocumentVersion,
    /// What came of it, and when.
    pub reviewed: Reviewed,
}

/// Why it was decided upon as it was, or the decision put off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionReasonsGiven {
    /// The application.
    pub nic: Nic,
    /// The version.
    pub version: DocumentVersion,
    /// When it was said.
    pub said_at: Timestamp,
    /// The reasons, if any were given.
    pub reasons: Option<Sealed<String>>,
    /// What is asked for beside the standard terms.
    pub conditions: Vec<ConditionWords>,
}

/// It was approved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationApproved {
    /// The application.
    pub nic: Nic,
    /// The version.
    pub version: DocumentVersion,
    /// Its title, public from here on.
    pub title: String,
    /// Whether conditions came with it.
    pub with_conditions: bool,
    /// The day of the decision in London.
    pub decided_on: Date,
}

/// It was refused; of a change: the agreement goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationRefused {
    /// The application.
    pub nic: Nic,
    /// The version.
    pub version: DocumentVersion,
    /// The reason's code.
    pub reason: RefusalReason,
    /// The day of the decision in London.
    pub decided_on: Date,
}
