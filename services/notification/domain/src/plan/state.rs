//! Where a plan stands.

use dars_vocabulary::{DocumentVersion, Nic};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ladder::{Ladder, Rung};

/// What is reminded of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What it is about.
    pub about: Nic,
    /// Which ladder.
    pub ladder: Ladder,
    /// The version.
    pub version: DocumentVersion,
    /// The date the ladder counts to.
    pub counts_to: Date,
}

/// Why a ladder ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndReason {
    /// A newer version counts to its own date.
    Superseded,
    /// What it counted to has come.
    Ended,
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
            Self::Running(_) => "RUNNING",
            Self::Ended(_) => "ENDED",
        }
    }
}

/// The earliest London date on which `DatesPassed` would emit something; the sweep's index.
pub fn next_due(state: &State) -> Option<Date> {
    match state {
        State::Absent | State::Ended(_) => None,
        State::Running(running) => running.waiting.first().map(|rung| rung.date),
    }
}
