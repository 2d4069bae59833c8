//! Where an enquiry stands.

use std::borrow::Cow;

use dars_vocabulary::{
    EnquiryRef, Nic, PersonId, Sealed,
    calendar::days_after,
    code::{Channel, ClosingReason, EnquiryTopic, Signpost, Team},
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{Details, Enquirer, Suspicion};
use crate::rules::routing::Suggestion;

/// An enquiry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// Not known.
    #[default]
    Absent,
    /// Raised, not yet looked at.
    New {
        /// What was asked.
        asked: Asked,
    },
    /// Looked at, not yet routed.
    Triaged {
        /// What was asked.
        asked: Asked,
    },
    /// A team has it.
    WithExpert {
        /// What was asked.
        asked: Asked,
        /// The team.
        team: Team,
    },
    /// The enquirer was asked for more.
    AwaitingEnquirer {
        /// What was asked.
        asked: Asked,
        /// The team that has it once they reply.
        team: Team,
        /// The day on which they are chased.
        chase_on: Date,
        /// The day on which it is closed for silence.
        close_on: Date,
    },
    /// Sent elsewhere.
    Signposted {
        /// What was asked.
        asked: Asked,
        /// Where to.
        to: Vec<Signpost>,
    },
    /// Answered.
    Answered {
        /// What was asked.
        asked: Asked,
    },
    /// The same as another one.
    Duplicate {
        /// What was asked.
        asked: Asked,
        /// The other one.
        of: EnquiryRef,
    },
    /// The same matter as another one, in which it goes on; its enquirer is still owed an answer.
    Merged {
        /// What was asked.
        asked: Asked,
        /// The other one.
        into: EnquiryRef,
        /// The team that had it.
        team: Option<Team>,
    },
    /// Nothing came from the enquirer.
    ClosedNoReply {
        /// What was asked.
        asked: Asked,
    },
    /// Closed by an officer or the enquirer.
    Closed {
        /// What was asked.
        asked: Asked,
        /// Why.
        reason: ClosingReason,
    },
    /// It became an application.
    Converted {
        /// What was asked.
        asked: Asked,
        /// The application.
        nic: Nic,
    },
}

/// What was asked, and how long the thread is; the texts of its messages lie in the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The enquiry.
    pub enquiry: EnquiryRef,
    /// How it reached us.
    pub channel: Channel,
    /// What it is about.
    pub topic: EnquiryTopic,
    /// The day by which an answer is due.
    pub answer_due: Date,
    /// Who asks.
    pub enquirer: Sealed<Enquirer>,
    /// What they want and why.
    pub purpose: Sealed<String>,
    /// The signed-in person who raised it for themself.
    pub raised_by: Option<PersonId>,
    /// How many messages the thread has.
    pub messages: u32,
    /// What it says beside.
    #[serde(default)]
    pub details: Details,
    /// Where it belongs, as the words suggest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<Suggestion>,
    /// The instant by which someone looks at it, if it does not wait for a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<Timestamp>,
    /// That it may be an incident, until the incident lead has looked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suspicion: Option<Suspicion>,
    /// The officer who has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonId>,
    /// Whether it was told that its day has passed.
    #[serde(default)]
    pub overdue_told: bool,
    /// How often it was opened again.
    #[serde(default)]
    pub reopened: u32,
    /// Those of the same matter that go on in this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub merged: Vec<EnquiryRef>,
    /// How many NHS numbers were taken out of what its enquirer wrote.
    #[serde(default)]
    pub numbers_removed: u32,
    /// When it reached us, if an officer logged it later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_at: Option<Timestamp>,
    /// The member of staff who logged it for someone else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logged_by: Option<PersonId>,
    /// The team that had it last, also once it has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub routed_to: Option<Team>,
    /// The one whose matter it is: it went into that, or repeats it. Whatever becomes of it, who reads it follows from
    /// that one too, until a team is given it by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<EnquiryRef>,
}

impl State {
    /// The state's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Absent => "ABSENT",
            Self::New { .. } => "NEW",
            Self::Triaged { .. } => "TRIAGED",
            Self::WithExpert { .. } => "WITH_EXPERT",
            Self::AwaitingEnquirer { .. } => "AWAITING_ENQUIRER",
            Self::Signposted { .. } => "SIGNPOSTED",
            Self::Answered { .. } => "ANSWERED",
            Self::Duplicate { .. } | Self::Merged { .. } => "DUPLICATE",
            Self::ClosedNoReply { .. } => "CLOSED_NO_REPLY",
            Self::Closed { .. } => "CLOSED",
            Self::Converted { .. } => "CONVERTED",
        }
    }

    /// What was asked, once it was.
    pub fn asked(&self) -> Option<&Asked> {
        match self.stage() {
            Stage::Absent => None,
            Stage::Open(asked, _) | Stage::Merged(asked, _) | Stage::Over(asked) | Stage::Converted(asked) => {
                Some(asked)
            }
        }
    }

    /// The team that has it.
    pub fn team(&self) -> Option<Team> {
        match self.stage() {
            Stage::Open(_, At::WithExpert { team } | At::AwaitingEnquirer { team, .. }) => Some(team),
            Stage::Merged(_, team) => team,
            Stage::Open(_, At::New | At::Triaged) | Stage::Absent | Stage::Over(_) | Stage::Converted(_) => None,
        }
    }

    /// The team that has it, or had it last.
    pub fn last_team(&self) -> Option<Team> {
        self.team().or_else(|| self.asked()?.routed_to)
    }

    /// The one whose matter it is, also once it has ended or was opened again.
    pub fn same_as(&self) -> Option<&EnquiryRef> {
        self.asked()?.same_as.as_ref()
    }

    /// The one in which it goes on.
    pub fn merged_into(&self) -> Option<&EnquiryRef> {
        match self {
            Self::Merged { into, .. } => Some(into),
            Self::Absent
            | Self::New { .. }
            | Self::Triaged { .. }
            | Self::WithExpert { .. }
            | Self::AwaitingEnquirer { .. }
            | Self::Signposted { .. }
            | Self::Answered { .. }
            | Self::Duplicate { .. }
            | Self::ClosedNoReply { .. }
            | Self::Closed { .. }
            | Self::Converted { .. } => None,
        }
    }

    /// The day from which it is overdue, unless that was told: it waits for us, or for the one it was merged into.
    pub fn overdue_on(&self) -> Option<Date> {
        match self.stage() {
            Stage::Open(asked, At::New | At::Triaged | At::WithExpert { .. }) | Stage::Merged(asked, _) => {
                (!asked.overdue_told).then(|| days_after(asked.answer_due, 1))
            }
            Stage::Open(_, At::AwaitingEnquirer { .. }) | Stage::Absent | Stage::Over(_) | Stage::Converted(_) => None,
        }
    }

    /// The day on which a date makes something true of it.
    pub fn next_due(&self) -> Option<Date> {
        self.closes_on().or_else(|| self.overdue_on())
    }

    /// The day on which silence closes it.
    fn closes_on(&self) -> Option<Date> {
        match self.stage() {
            Stage::Open(_, At::AwaitingEnquirer { close_on, .. }) => Some(close_on),
            Stage::Open(_, At::New | At::Triaged | At::WithExpert { .. })
            | Stage::Absent
            | Stage::Merged(..)
            | Stage::Over(_)
            | Stage::Converted(_) => None,
        }
    }

    /// The state as the dates make it on `today` in London, whatever any sweep did.
    pub fn as_of(&self, today: Date) -> Cow<'_, Self> {
        match self.asked() {
            Some(asked) if self.closes_on().is_some_and(|due| due <= today) => {
                Cow::Owned(Self::ClosedNoReply { asked: asked.clone() })
            }
            Some(_) | None => Cow::Borrowed(self),
        }
    }

    /// Whether it is open, over or not there.
    pub(super) fn stage(&self) -> Stage<'_> {
        match self {
            Self::Absent => Stage::Absent,
            Self::New { asked } => Stage::Open(asked, At::New),
            Self::Triaged { asked } => Stage::Open(asked, At::Triaged),
            Self::WithExpert { asked, team } => Stage::Open(asked, At::WithExpert { team: *team }),
            Self::AwaitingEnquirer { asked, team, chase_on, close_on } => {
                Stage::Open(asked, At::AwaitingEnquirer { team: *team, chase_on: *chase_on, close_on: *close_on })
            }
            Self::Signposted { asked, .. }
            | Self::Answered { asked }
            | Self::Duplicate { asked, .. }
            | Self::ClosedNoReply { asked }
            | Self::Closed { asked, .. } => Stage::Over(asked),
            Self::Merged { asked, team, .. } => Stage::Merged(asked, *team),
            Self::Converted { asked, .. } => Stage::Converted(asked),
        }
    }

    /// The same state with other content.
    pub(super) fn having(mut self, other: Asked) -> Self {
        match &mut self {
            Self::Absent => {}
            Self::New { asked }
            | Self::Triaged { asked }
            | Self::WithExpert { asked, .. }
            | Self::AwaitingEnquirer { asked, .. }
            | Self::Signposted { asked, .. }
            | Self::Answered { asked }
            | Self::Duplicate { asked, .. }
            | Self::Merged { asked, .. }
            | Self::ClosedNoReply { asked }
            | Self::Closed { asked, .. }
            | Self::Converted { asked, .. } => *asked = other,
        }
        self
    }

    /// The same place with other content, while its enquirer is owed an answer.
    pub(super) fn with(&self, asked: Asked) -> Option<Self> {
        match (self.stage(), self) {
            (Stage::Open(_, at), _) => Some(at.with(asked)),
            (Stage::Merged(..), Self::Merged { into, team, .. }) => {
                Some(Self::Merged { asked, into: into.clone(), team: *team })
            }
            (Stage::Absent | Stage::Merged(..) | Stage::Over(_) | Stage::Converted(_), _) => None,
        }
    }
}

/// A state, as most commands see it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stage<'a> {
    /// Not known.
    Absent,
    /// Open, and where.
    Open(&'a Asked, At),
    /// It goes on in another one; the team that had it.
    Merged(&'a Asked, Option<Team>),
    /// It ended, and can be opened again.
    Over(&'a Asked),
    /// It became an application, which goes on there.
    Converted(&'a Asked),
}

/// Where an open enquiry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    New,
    Triaged,
    WithExpert { team: Team },
    AwaitingEnquirer { team: Team, chase_on: Date, close_on: Date },
}

impl At {
    /// The state that is here.
    pub(super) fn with(self, asked: Asked) -> State {
        match self {
            Self::New => State::New { asked },
            Self::Triaged => State::Triaged { asked },
            Self::WithExpert { team } => State::WithExpert { asked, team },
            Self::AwaitingEnquirer { team, chase_on, close_on } => {
                State::AwaitingEnquirer { asked, team, chase_on, close_on }
            }
        }
    }
}
