//! One question to the applicant, in as many rounds as it takes (domain.md §4).

use dars_vocabulary::{DocumentVersion, Sealed, code::ClarificationSeverity, content::SectionName};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Quoted;

/// A clarification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clarification {
    /// Its number in this case, from 1.
    pub number: u32,
    /// About which version it was raised.
    pub version: DocumentVersion,
    /// Which section it is about.
    pub section: SectionName,
    /// Which standard it is about.
    pub standard: Option<String>,
    /// Which version of that standard.
    #[serde(default)]
    pub standard_version: Option<String>,
    /// The standard phrase that it was written from.
    #[serde(default)]
    pub phrase: Option<Quoted>,
    /// How much it weighs.
    pub severity: ClarificationSeverity,
    /// How far it has come.
    pub status: ClarificationStatus,
    /// Its rounds, oldest first; never none.
    pub rounds: Vec<Round>,
}

/// Whether a question of that weight stops the case and its clock.
pub fn blocks(severity: ClarificationSeverity) -> bool {
    match severity {
        ClarificationSeverity::Blocking => true,
        ClarificationSeverity::Advisory => false,
    }
}

/// How far a clarification has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ClarificationStatus {
    /// Waits for the applicant.
    Open,
    /// Waits for the case officer.
    Answered,
    /// Settled.
    Resolved,
    /// A later version was submitted, or the case decided upon, before it was settled.
    Overtaken,
    /// Asked in error.
    Withdrawn,
}

/// One question, and what came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// From 1.
    pub round: u32,
    /// What is asked.
    pub question: Sealed<String>,
    /// The day on which it was asked.
    pub raised_on: Date,
    /// The day by which an answer is due.
    pub due: Date,
    /// The day on which the application lapses in silence.
    pub lapses_on: Date,
    /// What was answered, once we were told.
    pub answer: Option<Sealed<String>>,
    /// The day of the answer, once we were told.
    pub answered_on: Option<Date>,
}

impl Clarification {
    /// The number of its latest round.
    pub fn round(&self) -> u32 {
        self.rounds.last().map_or(0, |round| round.round)
    }

    /// Whether it is not settled; a blocking one keeps the case from going on.
    pub fn pending(&self) -> bool {
        match self.status {
            ClarificationStatus::Open | ClarificationStatus::Answered => true,
            ClarificationStatus::Resolved | ClarificationStatus::Overtaken | ClarificationStatus::Withdrawn => false,
        }
    }

    /// Whether an answer is awaited.
    pub fn is_open(&self) -> bool {
        self.status == ClarificationStatus::Open
    }

    /// Whether the case waits for it, and with it our clock; an advisory one is asked while both go on.
    pub fn blocks(&self) -> bool {
        blocks(self.severity)
    }

    /// Whether the case cannot go on until it is settled.
    pub fn holds_up(&self) -> bool {
        self.blocks() && self.pending()
    }

    /// Whether the applicant has the pen because of it.
    pub fn awaited(&self) -> bool {
        self.blocks() && self.is_open()
    }
}
