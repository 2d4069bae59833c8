//! What happens to a plan.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Edition, EndReason, Plan, Track};
use crate::ladder::Rung;

/// A rung whose day has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reached {
    /// Of which plan.
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
    /// Which rung.
    pub days_before: i32,
}

/// A domain event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// A ladder was planned.
    LadderPlanned {
        /// For what, to which date.
        plan: Plan,
        /// Its rungs, in order of date, without those that had passed.
        rungs: Vec<Rung>,
    },
    /// A rung's day has come: its mails are due.
    RungReached(Reached),
    /// Nothing more will be reminded of.
    LadderEnded {
        /// The plan that ended.
        plan: Plan,
        /// Why.
        reason: EndReason,
    },
    /// It was settled before it was planned.
    LadderForestalled {
        /// Which plan.
        track: Track,
        /// Up to which edition.
        edition: Edition,
    },
}

impl Event {
    /// The event's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::LadderPlanned { .. } => "ladder_planned",
            Self::RungReached(_) => "rung_reached",
            Self::LadderEnded { .. } => "ladder_ended",
            Self::LadderForestalled { .. } => "ladder_forestalled",
        }
    }
}
