//! Where a plan stands.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Edition;
use crate::{
    about::About,
    ladder::{Ladder, Rung},
};

/// What a plan is one of: about what, by which ladder, for which of several.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Track {
    /// What it is about.
    pub about: About,
    /// Which ladder.
    pub ladder: Ladder,
    /// Which of several of its kind: a clarification's or condition's number, an assurance's kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
}

impl Track {
    /// The plan's own reference. The expiry of an agreement goes by the agreement's.
    pub fn key(&self) -> String {
        match self.ladder {
            Ladder::AgreementExpiry => self.about.to_string(),
            Ladder::ContractExpiry
            | Ladder::AssuranceLapse
            | Ladder::Section251Lapse
            | Ladder::ConditionDue
            | Ladder::SdeEnd
            | Ladder::SignatureChase
            | Ladder::DestructionOverdue
            | Ladder::EnquiryChase
            | Ladder::ClarificationDue
            | Ladder::ClarificationLapse => format!("{}:{}", self.about, self.ladder.of(self.item.as_deref())),
        }
    }
}

/// What is reminded of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Which plan.
    #[serde(flatten)]
    pub track: Track,
    /// The edition.
    #[serde(alias = "version")]
    pub edition: Edition,
    /// The date the ladder counts to.
    pub counts_to: Date,
    /// The day on which it is too late, where mails name one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// Why a ladder ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndReason {
    /// A newer edition counts to its own date.
    Superseded,
    /// What it counted to has come.
    Ended,
    /// It was done, or what it is about is over: nobody owes anything.
    Settled,
}

/// Settled before it was planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forestalled {
    /// Up to which edition.
    pub edition: Edition,
    /// The rungs that were reached in earlier editions.
    pub reached: Vec<Rung>,
}

/// A ladder that is being climbed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Running {
    /// What is reminded of.
    pub plan: Plan,
    /// The rungs to come, in order of date.
    pub waiting: Vec<Rung>,
    /// The rungs reached, of earlier plans too: none is ever reached twice.
    pub reached: Vec<Rung>,
}

/// A ladder that has ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// What was reminded of.
    pub plan: Plan,
    /// Why it ended.
    pub reason: EndReason,
    /// The rungs that were reached.
    pub reached: Vec<Rung>,
}

/// A plan's stages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// Nothing is planned.
    #[default]
    Absent,
    /// Settled before it was planned.
    Forestalled(Forestalled),
    /// Being climbed; also after its last rung, until what it counts to has come.
    Running(Running),
    /// Ended.
    Ended(Ended),
}

impl State {
    /// The state's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Absent => "ABSENT",
            Self::Forestalled(_) => "FORESTALLED",
            Self::Running(_) => "RUNNING",
            Self::Ended(_) => "ENDED",
        }
    }

    /// Whether this very edition is being climbed.
    pub fn is_running(&self, edition: Edition) -> bool {
        match self {
            Self::Running(running) => running.plan.edition == edition,
            Self::Absent | Self::Forestalled(_) | Self::Ended(_) => false,
        }
    }
}

/// The earliest London date on which `DatesPassed` would emit something; the sweep's index.
pub fn next_due(state: &State) -> Option<Date> {
    match state {
        State::Absent | State::Forestalled(_) | State::Ended(_) => None,
        State::Running(running) => running.waiting.first().map(|rung| rung.date),
    }
}
