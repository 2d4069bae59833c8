//! Of questions to the applicant, and their answers.

use dars_vocabulary::{Nic, PersonId, Sealed, code::ClarificationSeverity, content::SectionName};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::super::{Quoted, Whence};

/// A question was put to the applicant, for the first time or again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClarificationRaised {
    /// The application.
    pub nic: Nic,
    /// Its number in this case, from 1.
    pub number: u32,
    /// Its round, from 1.
    pub round: u32,
    /// Which section it is about.
    pub section: SectionName,
    /// Which standard it is about.
    pub standard: Option<String>,
    /// Which version of that standard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard_version: Option<String>,
    /// The standard phrase that it was written from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phrase: Option<Quoted>,
    /// How much it weighs.
    pub severity: ClarificationSeverity,
    /// The day in London.
    pub raised_on: Date,
    /// The day by which an answer is due.
    pub due: Date,
    /// The day on which the application lapses in silence.
    pub lapses_on: Date,
    /// Who asks.
    pub by: PersonId,
    /// What is asked.
    pub text: Sealed<String>,
    /// From where it takes the case into clarification; `None`: the case was there already.
    pub moves_from: Option<Whence>,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerReceived {
    /// The application.
    pub nic: Nic,
    /// Which clarification.
    pub number: u32,
    /// Which round.
    pub round: u32,
    /// The answer.
    pub text: Sealed<String>,
}

/// The applicant answered; the officer has the pen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClarificationAnswered {
    /// The application.
    pub nic: Nic,
    /// Which clarification.
    pub number: u32,
    /// Which round.
    pub round: u32,
    /// The day of the answer in London.
    pub answered_on: Date,
}

/// A clarification is settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClarificationResolved {
    /// The application.
    pub nic: Nic,
    /// Which one.
    pub number: u32,
    /// Who settled it.
    pub by: PersonId,
    /// Where the case returns to; `None`: others are not settled.
    pub returns_to: Option<Whence>,
}

/// A question was asked in error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClarificationWithdrawn {
    /// The application.
    pub nic: Nic,
    /// Its number.
    pub number: u32,
    /// Who did it.
    pub by: PersonId,
    /// The day in London.
    pub on: Date,
    /// Why it was wrong.
    pub reason: Sealed<String>,
    /// Where the case returns to; `None`: others are not settled.
    pub returns_to: Option<Whence>,
}

/// An answer was taken for good in error; the question of the next round follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResolutionWithdrawn {
    /// The application.
    pub nic: Nic,
    /// Which clarification.
    pub number: u32,
    /// Who did it.
    pub by: PersonId,
    /// The day in London.
    pub on: Date,
    /// Why it was wrong.
    pub reason: Sealed<String>,
}
