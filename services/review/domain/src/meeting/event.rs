//! What happened to a meeting.

use std::collections::BTreeSet;

use dars_vocabulary::{
    MeetingRef, Nic, OrganisationId, PersonId, Sealed,
    code::{AdviceOutcome, AdvisoryGroup},
    content::EvidenceItem,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Declaration, Minutes};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// A case was put on its list; the first makes the meeting.
    ItemListed {
        /// The meeting.
        reference: MeetingRef,
        /// Whose.
        group: AdvisoryGroup,
        /// The day.
        meets_on: Date,
        /// The case.
        nic: Nic,
        /// Whose request it is.
        requesters: BTreeSet<OrganisationId>,
        /// What was declared about it at the meeting from which it comes; never which interest it is.
        #[serde(default)]
        declared: Vec<Declaration>,
        /// Who put it there.
        by: PersonId,
    },
    /// A case is on another meeting's list.
    ItemTakenOff {
        /// The case.
        nic: Nic,
        /// Who took it off.
        by: PersonId,
    },
    /// The group said something of a case.
    OutcomeNoted {
        /// The case.
        nic: Nic,
        /// What it came to.
        outcome: AdviceOutcome,
        /// Who recorded it.
        by: PersonId,
    },
    /// What the group said was recorded wrongly, and is put right.
    OutcomeCorrected {
        /// The case.
        nic: Nic,
        /// What it came to.
        outcome: AdviceOutcome,
        /// Who put it right.
        by: PersonId,
    },
    /// The group said it at another meeting.
    OutcomeWithdrawn {
        /// The case.
        nic: Nic,
        /// Who put it right.
        by: PersonId,
    },
    /// Who advises there was written down.
    MembersSet {
        /// All of them.
        members: BTreeSet<PersonId>,
        /// Who leads it.
        chair: Option<PersonId>,
        /// Who wrote it down.
        by: PersonId,
    },
    /// The agenda has its order and papers.
    AgendaSet {
        /// Every case, with what is read.
        items: Vec<(Nic, Vec<Sealed<EvidenceItem>>)>,
        /// Who ordered it.
        by: PersonId,
    },
    /// A member declared an interest, or none.
    InterestDeclared {
        /// In which case.
        nic: Nic,
        /// What.
        declaration: Declaration,
    },
    /// It meets on another day.
    MeetingPutOff {
        /// The meeting.
        reference: MeetingRef,
        /// Which.
        to: Date,
        /// Who put it off.
        by: PersonId,
    },
    /// The minutes were written, written anew, or a correction of them.
    MinutesWritten {
        /// The meeting.
        reference: MeetingRef,
        /// What they say.
        minutes: Minutes,
    },
    /// Everyone reads them.
    MinutesPublished {
        /// The meeting.
        reference: MeetingRef,
        /// Whose.
        group: AdvisoryGroup,
        /// The day of the meeting.
        met_on: Date,
        /// Which edition.
        edition: u32,
        /// Who confirmed them.
        by: PersonId,
        /// The day in London.
        published_on: Date,
    },
}

impl Event {
    /// The event's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::ItemListed { .. } => "item_listed",
            Self::ItemTakenOff { .. } => "item_taken_off",
            Self::OutcomeNoted { .. } => "outcome_noted",
            Self::OutcomeCorrected { .. } => "outcome_corrected",
            Self::OutcomeWithdrawn { .. } => "outcome_withdrawn",
            Self::MembersSet { .. } => "members_set",
            Self::AgendaSet { .. } => "agenda_set",
            Self::InterestDeclared { .. } => "interest_declared",
            Self::MeetingPutOff { .. } => "meeting_put_off",
            Self::MinutesWritten { .. } => "minutes_written",
            Self::MinutesPublished { .. } => "minutes_published",
        }
    }
}
