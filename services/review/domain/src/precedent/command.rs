//! What a precedent can be asked.

use dars_messages::requests::review::{PrecedentAdvice, PrecedentCondition};
use dars_vocabulary::{Actor, DocumentVersion, Nic, PrecedentRef, Sealed, code::AdviceOutcome};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// What one version of a precedent says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Its title.
    pub title: Sealed<String>,
    /// What was agreed.
    pub text: Sealed<String>,
    /// What a case must be like; all of them.
    pub conditions: Vec<PrecedentCondition>,
    /// The advice it rests on.
    pub advice: PrecedentAdvice,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
}

/// A command about one precedent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Someone proposes a new one.
    Propose {
        /// The reference that was allotted.
        reference: PrecedentRef,
        /// What it says.
        terms: Box<Terms>,
    },
    /// Someone proposes its next version.
    Replace {
        /// What that says.
        terms: Box<Terms>,
    },
    /// An approver takes the version that was proposed.
    Approve,
    /// Nothing rests on it any more.
    End {
        /// Why.
        reason: String,
    },
    /// A case rests on it; the case's own decision came first.
    Use {
        /// The application.
        nic: Nic,
        /// Its version.
        of: DocumentVersion,
    },
}

/// What a caller may do to a precedent, by its action's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Take what was proposed.
    Approve,
    /// Propose the next version.
    Replace,
    /// End it.
    End,
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Approve, Self::Replace, Self::End];

    /// The action's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Approve => "approve-precedent",
            Self::Replace => "replace-precedent",
            Self::End => "end-precedent",
        }
    }
}

/// What is known of the advice that a precedent names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdviceFound {
    /// No case is named.
    NotAsked,
    /// There is no such case, or it holds no advice of this group and day.
    Nowhere,
    /// The group's word.
    Said(AdviceOutcome),
}

/// What a decision about a precedent needs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Trade time.
    pub now: Timestamp,
    /// Technical time.
    pub technical_now: Timestamp,
    /// Who asks.
    pub actor: Actor,
    /// The advice that is named.
    pub advice: AdviceFound,
}
