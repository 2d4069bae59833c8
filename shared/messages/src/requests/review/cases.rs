//! About cases: assignment, assessment, decision.

use dars_vocabulary::{PrecedentRef, code::RefusalReason, content::Owing};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::RaiseClarification;
use crate::{facts::review::ReturnReason, requests::tagged::tagged};

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
    /// A simple amendment, and no more than that, for the reason given: before an approver.
    QuickCheck,
    /// Assured: before an approver, no advice needed, for the reason given.
    NoAdviceNeeded,
    /// Assured: it is like what was agreed before, as the precedent named says.
    ToPrecedent,
    /// The precedent still holds: before an approver.
    PrecedentHolds,
    /// Assured: the Profession Advisory Group shall see it.
    ToPag,
    /// Assured, or seen by PAG: the Advisory Group for Data shall see it.
    ToAgd,
    /// Advised: before an approver.
    Advised,
}

/// `POST /cases/{nic}/assess`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssessCase {
    /// What was found.
    pub step: AssessStep,
    /// Why; needed for `no_advice_needed` and `quick_check`. At most 4,000 characters.
    #[serde(default)]
    pub reason: Option<String>,
    /// Which precedent; needed for `to_precedent`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub precedent: Option<PrecedentRef>,
    /// Why it goes before an approver with standards that are not assessed, or not met; needed for `no_advice_needed` and
    /// `advised` while any is. At most 4,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_standards: Option<String>,
}

/// One special condition of an approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCondition {
    /// What is asked for, at most 1,000 characters.
    pub text: String,
    /// The day by which; absent: as long as the agreement lasts.
    #[serde(default)]
    pub due: Option<Date>,
    /// Who owes it; the applicant unless said otherwise.
    #[serde(default)]
    pub owing: Owing,
}

tagged! {
    /// The approver's word.
    #[derive(Clone, Debug, PartialEq)]
    by "outcome" Decide {
        /// Approved.
        Approve {
            /// Why, at most 4,000 characters; needed when V17 shows a reason for refusal, and when departing from advice.
            #[serde(default)]
            reasons: Option<String>,
            /// What is asked for beside the standard terms; each becomes a special condition of the agreement.
            #[serde(default)]
            conditions: Vec<NewCondition>,
        }
        /// Put off: questions follow, and the case goes back to clarification.
        Defer {
            /// Why, for the case officer and the applicant behind sign-in; at most 4,000 characters.
            reasons: String,
            /// What is to be asked; at least one.
            questions: Vec<RaiseClarification>,
        }
        /// Refused.
        Refuse {
            /// The reason's code, told publicly.
            reason: RefusalReason,
            /// The reasons in words, for the applicant behind sign-in; at most 4,000 characters.
            reasons: String,
            /// Why it departs from advice, for staff alone, at most 4,000 characters; needed where an advisory group's last
            /// word about this version was supportive, with actions or without.
            #[serde(default)]
            against_advice: Option<String>,
        }
    }
}

/// `POST /cases/{nic}/return` (return-application): its case officer sends an incomplete application back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnApplication {
    /// What is missing or wrong, section by section; at least one.
    pub reasons: Vec<ReturnReason>,
}
