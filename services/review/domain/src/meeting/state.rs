//! Where a meeting stands.

use std::collections::BTreeSet;

use dars_vocabulary::{
    MeetingRef, Nic, OrganisationId, PersonId, Sealed,
    code::{AdviceOutcome, AdvisoryGroup},
    content::EvidenceItem,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::TakenAlong;

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
    /// Who advises there; empty: nobody wrote it down yet, and until then no advice is recorded.
    pub members: BTreeSet<PersonId>,
    /// Who leads it.
    pub chair: Option<PersonId>,
    /// The agenda, in its order.
    pub items: Vec<Item>,
    /// What was on the list once: what was declared about it still counts when it comes back.
    #[serde(default)]
    pub taken_off: Vec<Item>,
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
    /// What it came to here before the case was put on this list once more.
    #[serde(default)]
    pub said_before: Option<AdviceOutcome>,
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

    /// What the group came to last, also where it is to say more.
    pub fn said(&self) -> Option<AdviceOutcome> {
        self.outcome.or(self.said_before)
    }

    /// Adds what was declared about the case elsewhere: an interest, once declared, stays.
    pub(super) fn declared_elsewhere(&mut self, declared: &[Declaration]) {
        for declaration in declared {
            match self.declarations.iter_mut().find(|known| known.adviser == declaration.adviser) {
                Some(known) if declaration.interest && !known.interest => known.clone_from(declaration),
                Some(_) => {}
                None => self.declarations.push(declaration.clone()),
            }
        }
    }
}

impl Declaration {
    /// As it counts at another meeting: which interest it is stands where it was declared, and nowhere else.
    #[must_use]
    pub fn elsewhere(&self) -> Self {
        Self { what: None, ..self.clone() }
    }
}

impl Meeting {
    /// The case of that number on its agenda.
    pub fn item(&self, nic: &Nic) -> Option<&Item> {
        self.items.iter().find(|item| item.nic == *nic)
    }

    /// What was declared about a case that is on its list, or was.
    pub fn declared_about(&self, nic: &Nic) -> &[Declaration] {
        let known = self.items.iter().chain(&self.taken_off).find(|item| item.nic == *nic);
        known.map_or(&[], |item| &item.declarations)
    }

    /// What a case takes along to the meeting at which it is seen instead; `members`: the group is the same that sat.
    pub fn along(&self, nic: &Nic, members: bool) -> TakenAlong {
        let declared = self.declared_about(nic).iter().map(Declaration::elsewhere).collect();
        if members {
            TakenAlong { declared, members: self.members.clone(), chair: self.chair }
        } else {
            TakenAlong { declared, ..TakenAlong::default() }
        }
    }

    /// Whether the group said something of any case.
    pub fn considered(&self) -> bool {
        self.items.iter().any(|item| item.said().is_some())
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
