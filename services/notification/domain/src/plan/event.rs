//! What happens to a plan.

use dars_vocabulary::{DocumentVersion, Nic};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{EndReason, Plan};
use crate::ladder::{Ladder, Rung};

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
    RungReached {
        /// What it is about.
        about: Nic,
        /// Of which ladder.
        ladder: Ladder,
        /// The version.
        version: DocumentVersion,
        /// The date the ladder counts to.
        counts_to: Date,
        /// Which rung.
        days_before: i32,
    },
    /// Nothing more will be reminded of.
    LadderEnded {
        /// The plan that ended.
        plan: Plan,
        /// Why.
        reason: EndReason,
    },
}

impl Event {
    /// The event's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::LadderPlanned { .. } => "ladder_planned",
            Self::RungReached { .. } => "rung_reached",
            Self::LadderEnded { .. } => "ladder_ended",
        }
    }
}
