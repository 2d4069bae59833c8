//! Of decisions, and of those that are looked at again.

use dars_vocabulary::{
    DocumentVersion, Nic, OrganisationId, PersonId, PrecedentRef, Sealed,
    code::{AdvisoryGroup, RefusalReason},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::super::{Departure, GivenCondition};

/// The decision was put off; the questions follow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionDeferred {
    /// The application.
    pub nic: Nic,
    /// The version.
    pub version: DocumentVersion,
    /// The day in London.
    pub deferred_on: Date,
    /// Who put it off.
    pub by: PersonId,
    /// Why.
    pub reasons: Sealed<String>,
}

/// The very version was approved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationApproved {
    /// The application.
    pub nic: Nic,
    /// The version.
    pub version: DocumentVersion,
    /// SHA-256 in hex of what was approved.
    pub sha256: String,
    /// The applicant organisation.
    pub organisation: OrganisationId,
    /// Its title, public from here on.
    pub title: String,
    /// The day of the decision in London.
    pub decided_on: Date,
    /// Who approved it.
    pub by: PersonId,
    /// Whether V17 showed a reason for refusal.
    pub despite_v17: bool,
    /// The groups from whose advice it departs.
    pub against_advice: Vec<AdvisoryGroup>,
    /// The precedent that it rests on; none where that ended before the decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub precedent: Option<PrecedentRef>,
    /// Why.
    pub reasons: Option<Sealed<String>>,
    /// What is asked for beside the standard terms.
    pub conditions: Vec<GivenCondition>,
}

/// The very version was refused.
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
    /// Who refused it.
    pub by: PersonId,
    /// The reasons in words.
    pub reasons: Sealed<String>,
    /// From whose advice it departs, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against_advice: Option<Departure>,
}

/// Its applicant asks that the decision be looked at again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionReviewRequested {
    /// The application.
    pub nic: Nic,
    /// The version.
    pub version: DocumentVersion,
    /// Who had decided.
    pub approver: PersonId,
    /// The day in London.
    pub requested_on: Date,
    /// Who asks.
    pub by: PersonId,
    /// Why.
    pub reason: Sealed<String>,
}

/// Another approver let the decision stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionUpheld {
    /// The application.
    pub nic: Nic,
    /// The version.
    pub version: DocumentVersion,
    /// The day in London.
    pub reviewed_on: Date,
    /// Who did it.
    pub by: PersonId,
    /// Why.
    pub reasons: Sealed<String>,
}

/// Another approver set the decision aside: it is to be decided again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionSetAside {
    /// The application.
    pub nic: Nic,
    /// The version.
    pub version: DocumentVersion,
    /// The day in London.
    pub reviewed_on: Date,
    /// Who did it.
    pub by: PersonId,
    /// Why.
    pub reasons: Sealed<String>,
}
