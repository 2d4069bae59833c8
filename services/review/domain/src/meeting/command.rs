//! What a meeting can be asked.

use std::collections::BTreeSet;

use dars_vocabulary::{
    Actor, MeetingRef, Nic, OrganisationId, PersonId, Sealed,
    code::{AdviceOutcome, AdvisoryGroup},
    content::EvidenceItem,
};
use jiff::{Timestamp, civil::Date};

use super::Declaration;

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
    /// What was recorded of a case is put right; the case keeps what, and why it was wrong.
    CorrectOutcome(Correction),
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
    /// What it takes along from the meeting at which it waited before.
    pub along: TakenAlong,
}

/// What a case takes along from one meeting to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenAlong {
    /// What was declared about it; never which interest it is.
    pub declared: Vec<Declaration>,
    /// Who sat there and sits here too, unless others are written down; empty: nobody comes along.
    pub members: BTreeSet<PersonId>,
    /// Who led it.
    pub chair: Option<PersonId>,
}

/// What a meeting shall say of a case, after what was recorded of it was put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The case, as it is put on the list where it was not.
    pub listing: Listing,
    /// What the group came to here last; `None`: it said nothing here.
    pub outcome: Option<AdviceOutcome>,
    /// Whether the case waits here for it to say more.
    pub waits: bool,
    /// Who advised here.
    pub advisers: BTreeSet<PersonId>,
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
