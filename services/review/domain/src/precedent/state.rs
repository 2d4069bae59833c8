//! Where a precedent stands.

use std::collections::BTreeSet;

use dars_messages::requests::review::PrecedentCondition;
use dars_vocabulary::{PersonId, PrecedentRef, Sealed};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Terms;

/// A precedent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// Not known.
    #[default]
    Absent,
    /// Waits for an approver.
    Proposed {
        /// The precedent.
        precedent: Precedent,
        /// What is proposed.
        proposal: Proposal,
    },
    /// At least one version was approved; from when until when it may be used is computed.
    Approved {
        /// The precedent.
        precedent: Precedent,
        /// The next version, if one was proposed.
        next: Option<Proposal>,
    },
    /// Ended before its last day, or before anyone approved it.
    Ended {
        /// The precedent.
        precedent: Precedent,
        /// The day.
        ended_on: Date,
        /// Who ended it.
        ended_by: PersonId,
        /// Why.
        reason: Sealed<String>,
    },
}

/// What every stage of a precedent holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Precedent {
    /// Its reference.
    pub reference: PrecedentRef,
    /// The number of the version that was proposed last.
    pub latest: u32,
    /// Every version that was approved, oldest first.
    pub versions: Vec<Approved>,
    /// Everyone who ever proposed or approved a version: they never use it.
    pub makers: BTreeSet<PersonId>,
    /// How often it was used.
    pub uses: u32,
}

/// A version that waits for an approver.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Its number.
    pub version: u32,
    /// What it says.
    pub terms: Box<Terms>,
    /// Who proposed it.
    pub proposed_by: PersonId,
    /// The day.
    pub proposed_on: Date,
}

/// A version that was approved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approved {
    /// As it was proposed.
    pub proposal: Proposal,
    /// Who approved it.
    pub approved_by: PersonId,
    /// The day.
    pub approved_on: Date,
}

/// Where a version stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Standing {
    /// Waits for an approver.
    Proposed,
    /// Approved; it may be used from its first day on.
    Approved,
    /// A later version took its place.
    Replaced,
    /// Its last day is over.
    Expired,
    /// Ended by someone.
    Ended,
}

impl Standing {
    /// As it is written in tables and answers.
    pub fn code(self) -> &'static str {
        match self {
            Self::Proposed => "PROPOSED",
            Self::Approved => "APPROVED",
            Self::Replaced => "REPLACED",
            Self::Expired => "EXPIRED",
            Self::Ended => "ENDED",
        }
    }
}

/// What a case is held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Which precedent.
    pub reference: PrecedentRef,
    /// The version that may be used today, if one may.
    pub in_force: Option<InForce>,
    /// Everyone who ever proposed or approved a version.
    pub makers: BTreeSet<PersonId>,
}

/// A version that may be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InForce {
    /// Its number.
    pub version: u32,
    /// What a case must be like.
    pub conditions: Vec<PrecedentCondition>,
}

impl Precedent {
    /// The approved version that counts on `day`, over or not: the newest whose first day has come.
    pub fn counting_on(&self, day: Date) -> Option<&Approved> {
        self.versions.iter().rev().find(|approved| approved.proposal.terms.from <= day)
    }
}

impl State {
    /// The state's name, as it is stored.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Absent => "ABSENT",
            Self::Proposed { .. } => "PROPOSED",
            Self::Approved { .. } => "APPROVED",
            Self::Ended { .. } => "ENDED",
        }
    }

    /// The precedent, once proposed.
    pub fn precedent(&self) -> Option<&Precedent> {
        match self {
            Self::Absent => None,
            Self::Proposed { precedent, .. } | Self::Approved { precedent, .. } | Self::Ended { precedent, .. } => {
                Some(precedent)
            }
        }
    }

    /// The version that waits for an approver.
    pub fn waiting(&self) -> Option<&Proposal> {
        match self {
            Self::Proposed { proposal, .. } => Some(proposal),
            Self::Approved { next, .. } => next.as_ref(),
            Self::Absent | Self::Ended { .. } => None,
        }
    }

    /// Where it stands on `day`, by its newest approved version, which no later one replaced.
    pub fn standing(&self, day: Date) -> Option<Standing> {
        match self {
            Self::Absent => None,
            Self::Proposed { .. } => Some(Standing::Proposed),
            Self::Approved { precedent, .. } => Some(match precedent.versions.last() {
                Some(last) if last.proposal.terms.until < day => Standing::Expired,
                Some(_) | None => Standing::Approved,
            }),
            Self::Ended { .. } => Some(Standing::Ended),
        }
    }

    /// Where one of its approved versions stands on `day`.
    pub fn standing_of(&self, approved: &Approved, day: Date) -> Standing {
        let counting = self.precedent().and_then(|precedent| precedent.counting_on(day));
        if counting.is_some_and(|counting| counting.proposal.version > approved.proposal.version) {
            return Standing::Replaced;
        }
        match self {
            Self::Ended { .. } => Standing::Ended,
            Self::Absent | Self::Proposed { .. } | Self::Approved { .. } => {
                if approved.proposal.terms.until < day {
                    Standing::Expired
                } else {
                    Standing::Approved
                }
            }
        }
    }

    /// The version that a case may rest on today.
    pub fn in_force(&self, today: Date) -> Option<&Approved> {
        match self {
            Self::Approved { precedent, .. } => {
                precedent.counting_on(today).filter(|approved| today <= approved.proposal.terms.until)
            }
            Self::Absent | Self::Proposed { .. } | Self::Ended { .. } => None,
        }
    }

    /// What a case is held against on `today`.
    pub fn offer(&self, today: Date) -> Option<Offer> {
        self.precedent().map(|precedent| Offer {
            reference: precedent.reference.clone(),
            in_force: self.in_force(today).map(|approved| InForce {
                version: approved.proposal.version,
                conditions: approved.proposal.terms.conditions.clone(),
            }),
            makers: precedent.makers.clone(),
        })
    }
}
