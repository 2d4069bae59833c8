//! What a meeting can be asked.

use std::collections::BTreeSet;

use dars_vocabulary::{
    Actor, MeetingRef, Nic, OrganisationId, PersonId, Sealed,
    code::{AdviceOutcome, AdvisoryGroup},
    content::EvidenceItem,
};
use jiff::{Timestamp, civil::Date};

/// A command about one meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// A case is on its list; the first makes the meeting. The case's own decision came first.
    List(Listing),
    /// A case is on another meeting's list.
    TakeOff {
        /// Which.
        nic: Nic,
    },
    /// The group said something of a case; the case keeps what.
    NoteOutcome {
        /// Which case.
        nic: Nic,
        /// What it came to.
        outcome: AdviceOutcome,
        /// Who advised.
        advisers: BTreeSet<PersonId>,
    },
    /// Who advises there.
    SetMembers {
        /// All of them.
        members: BTreeSet<PersonId>,
        /// The chair; one of them.
        chair: Option<PersonId>,
    },
    /// In which order, and what is read.
    SetAgenda {
        /// Every case on the list, once.
        items: Vec<PlannedItem>,
    },
    /// A member says whether they have an interest.
    Declare {
        /// In which case.
        nic: Nic,
        /// Whether there is one.
        interest: bool,
        /// Which.
        what: Option<String>,
    },
    /// It meets on another day.
    PutOff {
        /// Which.
        to: Date,
    },
    /// The secretariat writes down what everyone may read.
    WriteMinutes(MinutesDraft),
    /// Somebody else confirms it.
    PublishMinutes,
}

/// A case to be put on a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The meeting.
    pub reference: MeetingRef,
    /// Whose.
    pub group: AdvisoryGroup,
    /// The day.
    pub meets_on: Date,
    /// The case.
    pub nic: Nic,
    /// Whose request it is.
    pub requesters: BTreeSet<OrganisationId>,
}

/// One case of an agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedItem {
    /// The case.
    pub nic: Nic,
    /// What is read beside the application.
    pub papers: Vec<EvidenceItem>,
}

/// What is to be written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MinutesDraft {
    /// Case, public text, actions.
    pub items: Vec<(Nic, String, Vec<String>)>,
    /// Why published minutes are corrected.
    pub reason: Option<String>,
}

/// What a caller may do to a meeting, by its action's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Say who advises there.
    SetMembers,
    /// Order the agenda.
    SetAgenda,
    /// Declare an interest, or none.
    Declare,
    /// Meet on another day.
    PutOff,
    /// Write the minutes.
    WriteMinutes,
    /// Publish them.
    PublishMinutes,
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::SetMembers, Self::SetAgenda, Self::Declare, Self::PutOff, Self::WriteMinutes, Self::PublishMinutes];

    /// The action's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::SetMembers => "set-meeting-members",
            Self::SetAgenda => "set-agenda",
            Self::Declare => "declare-interest",
            Self::PutOff => "put-off-meeting",
            Self::WriteMinutes => "write-minutes",
            Self::PublishMinutes => "publish-minutes",
        }
    }
}

/// What a decision about a meeting needs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Trade time.
    pub now: Timestamp,
    /// Technical time.
    pub technical_now: Timestamp,
    /// Who asks.
    pub actor: Actor,
    /// The organisations of which the actor is a member on the London date of `now`.
    pub organisations: Vec<OrganisationId>,
    /// The cases that still wait for this very meeting: others were withdrawn, lapsed or submitted anew.
    pub waiting: BTreeSet<Nic>,
}

impl From<PlannedItem> for (Nic, Vec<Sealed<EvidenceItem>>) {
    fn from(item: PlannedItem) -> Self {
        (item.nic, item.papers.into_iter().map(Sealed::Open).collect())
    }
}
