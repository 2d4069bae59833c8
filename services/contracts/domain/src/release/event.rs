//! What happens to a release.

use dars_vocabulary::{DocumentVersion, FieldError, PersonId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Check, Produced};

/// A domain event. None holds free text: what is named are codes, organisations and dates.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// It was produced.
    ReleasePlanned(Produced),
    /// Someone else checked it.
    ReleaseChecked(Check),
    /// The gate was closed.
    ReleaseHeld {
        /// Which conditions did not hold.
        findings: Vec<FieldError>,
        /// The day in London.
        held_on: Date,
        /// Who wanted to let it out, opaque.
        asked_by: PersonId,
    },
    /// It went out.
    ReleaseMade {
        /// The version that was in force.
        version: DocumentVersion,
        /// Who let it out, opaque.
        released_by: PersonId,
        /// The day in London.
        released_on: Date,
    },
    /// It arrived.
    ReleaseAcknowledged {
        /// Who said so, opaque.
        acknowledged_by: PersonId,
        /// The day in London.
        acknowledged_on: Date,
    },
}

impl Event {
    /// The event's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::ReleasePlanned(_) => "release_planned",
            Self::ReleaseChecked(_) => "release_checked",
            Self::ReleaseHeld { .. } => "release_held",
            Self::ReleaseMade { .. } => "release_made",
            Self::ReleaseAcknowledged { .. } => "release_acknowledged",
        }
    }
}
