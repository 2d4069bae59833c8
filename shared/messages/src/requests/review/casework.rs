//! About the work on a case: completeness, hand-over and cover, standards, specialists' checks, notes, corrections, and
//! the review of a decision.

use dars_vocabulary::{code::AdviceOutcome, content::SectionName};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::requests::tagged::tagged;

/// `POST /cases/{nic}/completeness` (check-completeness): its case officer records whether anything is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckCompleteness {
    /// Whether nothing is missing.
    pub complete: bool,
    /// In which sections something is missing; at least one when it is not complete, none when it is.
    #[serde(default)]
    pub missing: Vec<SectionName>,
    /// What was looked at, or is missing; at most 4,000 characters.
    #[serde(default)]
    pub note: Option<String>,
}

/// `POST /cases/{nic}/hand-over` (hand-over-case), `POST /officers/{officer}/hand-over-all` (hand-over-all): a team
/// manager gives one case, or every open case of an officer, to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HandOver {
    /// The subject of the sign-in of who shall have it.
    pub to: String,
    /// Why, at most 4,000 characters; kept with each case.
    pub reason: String,
}

/// What an assessment of a standard comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StandardOutcome {
    /// It is met.
    Met,
    /// It is not.
    NotMet,
    /// It does not apply to this request.
    NotApplicable,
}

/// `POST /cases/{nic}/standards/{id}` (assess-standard): by its case officer, or the specialist whose standard it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssessStandard {
    /// What it comes to.
    pub outcome: StandardOutcome,
    /// Why, at most 4,000 characters.
    pub note: String,
}

/// Who checks what a case officer cannot judge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Specialism {
    /// Security reviewers.
    Security,
    /// Advisers of information governance and law.
    Ig,
    /// Data production: whether it can be done, and with what effort.
    DataProduction,
    /// Finance: what it costs, and who pays.
    Finance,
    /// Advisers of information governance and law again: whether the Office for National Statistics approved the use.
    Ons,
}

impl Specialism {
    /// All of them.
    pub const ALL: &[Self] = &[Self::Security, Self::Ig, Self::DataProduction, Self::Finance, Self::Ons];
}

/// `POST /cases/{nic}/checks` (request-check): its case officer asks a specialist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestCheck {
    /// Which specialists.
    pub of: Specialism,
    /// What they are asked, at most 4,000 characters.
    pub question: String,
}

/// What a specialist's check comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CheckOutcome {
    /// Nothing stands against it.
    Satisfied,
    /// Nothing, if what the note asks for is done.
    SatisfiedWithConditions,
    /// Something does.
    NotSatisfied,
}

/// `POST /cases/{nic}/checks/{id}/answer` (answer-check): by a specialist of that kind, who is an adviser of the case
/// from then on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerCheck {
    /// What it comes to.
    pub outcome: CheckOutcome,
    /// Why, at most 4,000 characters.
    pub note: String,
}

/// `POST /cases/{nic}/notes` (add-note): for the body's staff alone; it never leaves this service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddNote {
    /// At most 4,000 characters.
    pub text: String,
}

/// `POST /cases/{nic}/decision-review` (request-decision-review): a lead of the applicant organisation asks that a
/// refusal be looked at by another approver.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestDecisionReview {
    /// Why, at most 4,000 characters.
    pub reason: String,
}

tagged! {
    /// `POST /cases/{nic}/decision-review/outcome` (review-decision): an approver who neither decided nor ever worked on it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    by "outcome" ReviewDecision {
        /// The refusal stands.
        Uphold {
            /// Why, at most 4,000 characters.
            reasons: String,
        }
        /// It does not: the case is before an approver again, who is not the one who refused.
        SetAside {
            /// Why, at most 4,000 characters.
            reasons: String,
        }
    }
}

tagged! {
    /// `POST /cases/{nic}/corrections` (correct-case): what was recorded wrongly is put right; the original stays.
    #[derive(Clone, Debug, PartialEq, Eq)]
    by "what" CorrectCase {
        /// A standard was found otherwise than it is: its case officer, or the specialist whose standard it is.
        Standard {
            /// Which one.
            standard: String,
            /// What it comes to.
            outcome: StandardOutcome,
            /// Why it comes to that, at most 4,000 characters.
            note: String,
            /// Why it was wrong, at most 1,000 characters.
            reason: String,
        }
        /// What a group said was recorded wrongly: the secretariat. Who was named as an adviser stays one, for four eyes.
        Advice {
            /// Which one, in the order in which they were recorded, from 1.
            number: u32,
            /// What it came to.
            outcome: AdviceOutcome,
            /// The day of the meeting.
            met_on: Date,
            /// The subjects of the sign-ins of those who advised.
            advisers: Vec<String>,
            /// Why it was wrong, at most 1,000 characters.
            reason: String,
        }
        /// A question was asked in error: its case officer withdraws it.
        Clarification {
            /// Which one.
            number: u32,
            /// Why, at most 1,000 characters.
            reason: String,
        }
        /// A specialist was asked in error: its case officer withdraws it.
        Check {
            /// Which one.
            number: u32,
            /// Why, at most 1,000 characters.
            reason: String,
        }
        /// A specialist's answer was recorded wrongly: that specialist, or another of the kind, until it is decided.
        CheckAnswer {
            /// Which check.
            number: u32,
            /// What it comes to.
            outcome: CheckOutcome,
            /// Why it comes to that, at most 4,000 characters.
            note: String,
            /// Why it was wrong, at most 1,000 characters.
            reason: String,
        }
        /// An answer was taken for good in error: its case officer asks again, in a next round.
        Resolution {
            /// Which clarification.
            number: u32,
            /// What is still asked, at most 4,000 characters.
            text: String,
            /// Why it was wrong, at most 1,000 characters.
            reason: String,
        }
        /// It was sent back in error: its case officer takes it up again as it was.
        Return {
            /// Why, at most 1,000 characters.
            reason: String,
        }
    }
}

/// `POST /absences` (record-absence): an officer is away, and another acts for them meanwhile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordAbsence {
    /// The subject of the sign-in of who is away; absent: oneself.
    #[serde(default)]
    pub officer: Option<String>,
    /// The first day, in London.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// The subject of the sign-in of who acts for them.
    pub covered_by: String,
}

/// `POST /absences/{officer}/{id}/call-off` (call-off-absence): it ends with yesterday, or never begins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CallOffAbsence {}
