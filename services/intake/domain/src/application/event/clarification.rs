//! Of the questions that reviewers ask, and their answers.

use dars_vocabulary::{Nic, PersonId, Sealed, code::ClarificationSeverity, content::SectionName};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// In which words a clarification asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClarificationWorded {
    /// The application.
    pub nic: Nic,
    /// Which clarification.
    pub clarification: u32,
    /// Which round.
    pub round: u32,
    /// What is asked.
    pub text: Sealed<String>,
}

/// A clarification was raised, or raised again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClarificationRaised {
    /// The application.
    pub nic: Nic,
    /// Which clarification.
    pub clarification: u32,
    /// Which round.
    pub round: u32,
    /// Which section it is about.
    pub section: SectionName,
    /// Which standard, if any.
    pub standard: Option<String>,
    /// How much it weighs.
    pub severity: ClarificationSeverity,
    /// The day by which an answer is due.
    pub due: Date,
    /// The day on which the application lapses in silence.
    pub lapses_on: Date,
    /// The day in London: the applicant's clock runs from here.
    pub raised_on: Date,
}

/// A clarification was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClarificationAnswered {
    /// The application.
    pub nic: Nic,
    /// Which clarification.
    pub clarification: u32,
    /// Which round.
    pub round: u32,
    /// The day of the answer in London.
    pub answered_on: Date,
    /// Who answered.
    pub answered_by: PersonId,
    /// What was answered.
    pub text: Sealed<String>,
}

/// A clarification is settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClarificationResolved {
    /// The application.
    pub nic: Nic,
    /// Which clarification.
    pub clarification: u32,
    /// The day in London: a question that is withdrawn waits no longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved_on: Option<Date>,
}
