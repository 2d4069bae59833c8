//! What happened to a precedent.

use dars_vocabulary::{DocumentVersion, Nic, PersonId, PrecedentRef, Sealed};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Terms;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// It, or its next version, was proposed; a proposal that nobody took is overtaken.
    PrecedentProposed {
        /// The precedent.
        reference: PrecedentRef,
        /// Which version, from 1.
        version: u32,
        /// What it says.
        terms: Box<Terms>,
        /// Who proposed it.
        by: PersonId,
        /// The day in London.
        proposed_on: Date,
    },
    /// The version that was proposed may be used from its first day on.
    PrecedentApproved {
        /// The precedent.
        reference: PrecedentRef,
        /// Which version.
        version: u32,
        /// First day.
        from: Date,
        /// Last day.
        until: Date,
        /// Who approved it.
        by: PersonId,
        /// The day in London.
        approved_on: Date,
    },
    /// Nothing rests on it any more.
    PrecedentEnded {
        /// The precedent.
        reference: PrecedentRef,
        /// The day in London.
        ended_on: Date,
        /// Who ended it.
        by: PersonId,
        /// Why.
        reason: Sealed<String>,
    },
    /// A case rests on it.
    PrecedentUsed {
        /// The precedent.
        reference: PrecedentRef,
        /// Which version.
        version: u32,
        /// The application.
        nic: Nic,
        /// The application's version.
        of: DocumentVersion,
        /// The day in London.
        used_on: Date,
        /// The case officer who used it.
        by: PersonId,
    },
}

impl Event {
    /// The event's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::PrecedentProposed { .. } => "precedent_proposed",
            Self::PrecedentApproved { .. } => "precedent_approved",
            Self::PrecedentEnded { .. } => "precedent_ended",
            Self::PrecedentUsed { .. } => "precedent_used",
        }
    }
}
