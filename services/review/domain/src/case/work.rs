//! What is done to a case beside moving it, and what stands recorded of it.

use std::collections::{BTreeMap, BTreeSet};

use dars_messages::requests::review::{CheckOutcome, Specialism, StandardOutcome};
use dars_vocabulary::{
    DocumentVersion, PersonId, Sealed,
    code::{AdviceOutcome, AdvisoryGroup},
    content::SectionName,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Case;
use crate::rules::standards::STANDARDS;

/// What is done to a case beside moving it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Its officer records whether anything is missing.
    CheckCompleteness {
        /// Whether nothing is.
        complete: bool,
        /// In which sections something is.
        missing: BTreeSet<SectionName>,
        /// What was looked at.
        note: Option<String>,
    },
    /// Its officer, or the specialist whose standard it is, says what a standard comes to.
    AssessStandard(Found),
    /// Its officer asks a specialist.
    RequestCheck {
        /// Which.
        of: Specialism,
        /// What.
        question: String,
    },
    /// A specialist answers.
    AnswerCheck {
        /// Which check.
        number: u32,
        /// What it comes to.
        outcome: CheckOutcome,
        /// Why.
        note: String,
    },
    /// Someone of the staff writes a note.
    AddNote {
        /// What.
        text: String,
    },
    /// A lead of the applicant organisation asks that a refusal be looked at again.
    RequestReview {
        /// Why.
        reason: String,
    },
    /// Another approver looked at it again.
    ReviewDecision {
        /// Whether the refusal stands.
        upheld: bool,
        /// Why.
        reasons: String,
    },
    /// What was recorded wrongly is put right.
    Correct(Correcting),
}

/// What a standard comes to, as it is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which standard.
    pub standard: String,
    /// What it comes to.
    pub outcome: StandardOutcome,
    /// Why.
    pub note: String,
}

/// What is put right, and why it was wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correcting {
    /// A standard comes to something else.
    Standard {
        /// What it comes to.
        found: Found,
        /// Why it was wrong.
        reason: String,
    },
    /// A group said something else, on another day, or others advised.
    Advice {
        /// Which one, from 1.
        number: u32,
        /// What it came to.
        outcome: AdviceOutcome,
        /// When.
        met_on: Date,
        /// Who advised.
        advisers: BTreeSet<PersonId>,
        /// Why it was wrong.
        reason: String,
    },
    /// A question was asked in error.
    Clarification {
        /// Which one.
        number: u32,
        /// Why it was wrong.
        reason: String,
    },
    /// A specialist was asked in error.
    Check {
        /// Which one.
        number: u32,
        /// Why it was wrong.
        reason: String,
    },
    /// A specialist answered something else.
    CheckAnswer {
        /// Which check.
        number: u32,
        /// What it comes to.
        outcome: CheckOutcome,
        /// Why.
        note: String,
        /// Why it was wrong.
        reason: String,
    },
    /// An answer was taken for good in error.
    Resolution {
        /// Which clarification.
        number: u32,
        /// What is still asked.
        text: String,
        /// Why it was wrong.
        reason: String,
    },
    /// It was sent back in error.
    Return {
        /// Why it was wrong.
        reason: String,
    },
}

/// What stands recorded of the work on a case, in any version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Work {
    /// The last check of completeness.
    pub completeness: Option<Completeness>,
    /// What each standard came to, by its number.
    pub standards: BTreeMap<String, Assessed>,
    /// What specialists were asked, by number.
    pub checks: Vec<Check>,
    /// How many notes were written; their words are not kept here.
    pub notes: u32,
    /// What was put right, oldest first.
    pub corrections: Vec<Correction>,
    /// Each time a decision was asked to be looked at again.
    pub reviews: Vec<DecisionReview>,
}

/// A check of completeness.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completeness {
    /// Of which version.
    pub version: DocumentVersion,
    /// Whether nothing was missing.
    pub complete: bool,
    /// In which sections something was.
    pub missing: BTreeSet<SectionName>,
    /// What was looked at.
    pub note: Option<Sealed<String>>,
    /// Who looked.
    pub by: PersonId,
    /// The day.
    pub on: Date,
}

/// What a standard came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessed {
    /// In which version of the application.
    pub version: DocumentVersion,
    /// Which version of the standard.
    pub standard_version: Option<String>,
    /// What it came to.
    pub outcome: StandardOutcome,
    /// Why.
    pub note: Sealed<String>,
    /// Who assessed it.
    pub by: PersonId,
    /// The day.
    pub on: Date,
}

/// What a specialist was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Its number in this case, from 1.
    pub number: u32,
    /// About which version.
    pub version: DocumentVersion,
    /// Which specialists.
    pub of: Specialism,
    /// What.
    pub question: Sealed<String>,
    /// Who asks.
    pub asked_by: PersonId,
    /// The day.
    pub asked_on: Date,
    /// How far it has come.
    pub state: CheckState,
    /// What was answered.
    pub answer: Option<CheckAnswer>,
}

/// How far a check has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CheckState {
    /// Waits for a specialist.
    Open,
    /// Answered.
    Answered,
    /// Asked in error.
    Withdrawn,
    /// A later version was submitted before it was answered.
    Overtaken,
}

/// What a specialist answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckAnswer {
    /// What it came to.
    pub outcome: CheckOutcome,
    /// Why.
    pub note: Sealed<String>,
    /// Who answered.
    pub by: PersonId,
    /// The day.
    pub on: Date,
}

/// What was put right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// What kind of record.
    pub what: Corrected,
    /// Which one: a standard, or a number.
    pub of: String,
    /// Why it was wrong.
    pub reason: Sealed<String>,
    /// Who put it right.
    pub by: PersonId,
    /// The day.
    pub on: Date,
    /// What a specialist had answered before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<CheckAnswer>,
}

/// What kind of record was put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Corrected {
    /// What a standard came to.
    Standard,
    /// What a group said.
    Advice,
    /// A question.
    Clarification,
    /// What a specialist was asked.
    Check,
    /// What a specialist answered.
    CheckAnswer,
    /// That an answer was taken for good.
    Resolution,
    /// That it was sent back.
    Return,
}

/// Standards that were not assessed, or not met, when a case went before an approver.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOpen {
    /// Which.
    pub standards: Vec<String>,
    /// Why it went on despite them.
    pub reason: Sealed<String>,
}

/// From whose supportive advice a refusal departs, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Departure {
    /// Which groups.
    pub groups: Vec<AdvisoryGroup>,
    /// Why.
    pub reason: Sealed<String>,
}

/// The standard phrase that a question was written from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quoted {
    /// Which phrase.
    pub id: String,
    /// Which wording of it.
    pub version: u32,
}

/// A decision that is, or was, looked at again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionReview {
    /// Which version was decided upon.
    pub version: DocumentVersion,
    /// Who had decided.
    pub approver: PersonId,
    /// The day on which it was asked for.
    pub requested_on: Date,
    /// Who asked.
    pub requested_by: PersonId,
    /// Why.
    pub reason: Sealed<String>,
    /// What came of it.
    pub outcome: Option<Reviewed>,
}

/// What came of looking at a decision again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    /// Whether it stands.
    pub upheld: bool,
    /// Who looked.
    pub by: PersonId,
    /// The day.
    pub on: Date,
    /// Why.
    pub reasons: Sealed<String>,
}

impl Check {
    /// Whether the statistics office's word on this version was noted by it.
    pub(super) fn answers_ons(&self, version: DocumentVersion) -> bool {
        self.of == Specialism::Ons && self.version == version && self.answer.is_some()
    }
}

impl Case {
    /// What a standard came to in this very version.
    pub fn standard(&self, id: &str) -> Option<&Assessed> {
        self.work.standards.get(id).filter(|found| found.version == self.version)
    }

    /// The standards that are not assessed in this version, or not met.
    pub fn open_standards(&self) -> Vec<&'static str> {
        let settled = |id: &str| self.standard(id).is_some_and(|found| found.outcome != StandardOutcome::NotMet);
        STANDARDS.iter().map(|standard| standard.id).filter(|id| !settled(id)).collect()
    }

    /// The standards that are not met in this version.
    pub fn standards_not_met(&self) -> Vec<&'static str> {
        let not_met = |id: &str| self.standard(id).is_some_and(|found| found.outcome == StandardOutcome::NotMet);
        STANDARDS.iter().map(|standard| standard.id).filter(|id| not_met(id)).collect()
    }

    /// One of its checks.
    pub fn check(&self, number: u32) -> Option<&Check> {
        self.work.checks.iter().find(|known| known.number == number)
    }

    /// Whether a specialist has not answered yet.
    pub fn waits_for_specialists(&self) -> bool {
        self.work.checks.iter().any(|check| check.state == CheckState::Open)
    }

    /// The review of its decision that is under way.
    pub fn open_review(&self) -> Option<&DecisionReview> {
        self.work.reviews.last().filter(|review| review.version == self.version && review.outcome.is_none())
    }

    /// Those whose decision about this version was set aside.
    pub fn overruled(&self) -> impl Iterator<Item = PersonId> {
        let set_aside = |review: &&DecisionReview| review.outcome.as_ref().is_some_and(|outcome| !outcome.upheld);
        self.work.reviews.iter().filter(|review| review.version == self.version).filter(set_aside).map(|it| it.approver)
    }
}
