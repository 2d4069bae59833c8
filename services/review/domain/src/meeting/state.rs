//! Where a meeting stands.

use std::collections::BTreeSet;

use dars_vocabulary::{
    MeetingRef, Nic, OrganisationId, PersonId, Sealed,
    code::{AdviceOutcome, AdvisoryGroup},
    content::EvidenceItem,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// Not known.
    #[default]
    Absent,
    /// It meets on its day, or has met and nothing was written down.
    Scheduled {
        /// The meeting.
        meeting: Meeting,
    },
    /// It met on another day instead.
    PutOff {
        /// The meeting.
        meeting: Meeting,
        /// Which.
        to: Date,
    },
    /// Minutes are written and wait to be confirmed.
    MinutesDraft {
        /// The meeting.
        meeting: Meeting,
        /// What is written.
        minutes: Minutes,
        /// What everyone reads until then, if it is a correction.
        standing: Option<Published>,
    },
    /// Everyone reads its minutes.
    MinutesPublished {
        /// The meeting.
        meeting: Meeting,
        /// What they read.
        published: Published,
    },
}

/// What every stage of a meeting holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Its reference.
    pub reference: MeetingRef,
    /// Whose.
    pub group: AdvisoryGroup,
    /// The day.
    pub meets_on: Date,
    /// Who advises there; empty: nobody wrote it down.
    pub members: BTreeSet<PersonId>,
    /// Who leads it.
    pub chair: Option<PersonId>,
    /// The agenda, in its order.
    pub items: Vec<Item>,
}

/// One case of an agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The case.
    pub nic: Nic,
    /// Whose request it is.
    pub requesters: BTreeSet<OrganisationId>,
    /// What is read beside the application.
    pub papers: Vec<Sealed<EvidenceItem>>,
    /// What each member declared last.
    pub declarations: Vec<Declaration>,
    /// What the group came to.
    pub outcome: Option<AdviceOutcome>,
}

/// What a member declared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declaration {
    /// Who.
    pub adviser: PersonId,
    /// Whether there is an interest.
    pub interest: bool,
    /// Which.
    pub what: Option<Sealed<String>>,
    /// The day.
    pub declared_on: Date,
}

/// What the minutes say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minutes {
    /// 1; one more with each correction.
    pub edition: u32,
    /// Case by case.
    pub items: Vec<Minuted>,
    /// Everyone who wrote at this edition: none of them publishes it.
    pub writers: BTreeSet<PersonId>,
    /// The day.
    pub written_on: Date,
    /// Why the edition before is corrected.
    pub reason: Option<Sealed<String>>,
}

/// What the minutes say of one case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minuted {
    /// The case.
    pub nic: Nic,
    /// What the group came to.
    pub outcome: AdviceOutcome,
    /// For everyone to read.
    pub public_text: Sealed<String>,
    /// What the group asks for.
    pub actions: Vec<Sealed<String>>,
}

/// Minutes that everyone reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// What they say.
    pub minutes: Minutes,
    /// The day.
    pub published_on: Date,
    /// Who confirmed them.
    pub confirmed_by: PersonId,
}

impl Item {
    /// What this member declared last.
    pub fn declared_by(&self, adviser: PersonId) -> Option<&Declaration> {
        self.declarations.iter().find(|declaration| declaration.adviser == adviser)
    }
}

impl Meeting {
    /// The case of that number on its agenda.
    pub fn item(&self, nic: &Nic) -> Option<&Item> {
        self.items.iter().find(|item| item.nic == *nic)
    }

    /// Whether the group said something of any case.
    pub fn considered(&self) -> bool {
        self.items.iter().any(|item| item.outcome.is_some())
    }
}

impl State {
    /// The state's name (domain.md §4).
    pub fn name(&self) -> &'static str {
        match self {
            Self::Absent => "ABSENT",
            Self::Scheduled { meeting } if meeting.considered() => "CONSIDERED",
            Self::Scheduled { .. } => "SCHEDULED",
            Self::PutOff { .. } => "PUT_OFF",
            Self::MinutesDraft { .. } => "MINUTES_DRAFT",
            Self::MinutesPublished { .. } => "MINUTES_PUBLISHED",
        }
    }

    /// The meeting, once a case was on its list.
    pub fn meeting(&self) -> Option<&Meeting> {
        match self {
            Self::Absent => None,
            Self::Scheduled { meeting }
            | Self::PutOff { meeting, .. }
            | Self::MinutesDraft { meeting, .. }
            | Self::MinutesPublished { meeting, .. } => Some(meeting),
        }
    }

    /// The meeting, to be changed.
    pub(super) fn meeting_mut(&mut self) -> Option<&mut Meeting> {
        match self {
            Self::Absent => None,
            Self::Scheduled { meeting }
            | Self::PutOff { meeting, .. }
            | Self::MinutesDraft { meeting, .. }
            | Self::MinutesPublished { meeting, .. } => Some(meeting),
        }
    }

    /// The minutes that everyone reads.
    pub fn published(&self) -> Option<&Published> {
        match self {
            Self::MinutesDraft { standing, .. } => standing.as_ref(),
            Self::MinutesPublished { published, .. } => Some(published),
            Self::Absent | Self::Scheduled { .. } | Self::PutOff { .. } => None,
        }
    }
}
