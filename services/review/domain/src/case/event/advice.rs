//! Of what the advisory groups said.

use std::collections::BTreeSet;

use dars_vocabulary::{
    Nic, PersonId, Sealed,
    code::{AdviceOutcome, AdvisoryGroup},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A meeting has it on its list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdviceScheduled {
    /// The application.
    pub nic: Nic,
    /// Which group's.
    pub group: AdvisoryGroup,
    /// The day.
    pub meets_on: Date,
    /// Who put it there.
    pub by: PersonId,
}

/// The group said what it thinks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdviceRecorded {
    /// The application.
    pub nic: Nic,
    /// Which group.
    pub group: AdvisoryGroup,
    /// What it came to.
    pub outcome: AdviceOutcome,
    /// The day of the meeting.
    pub met_on: Date,
    /// Who advised.
    pub advisers: BTreeSet<PersonId>,
    /// Who recorded it.
    pub by: PersonId,
    /// The advice in words.
    pub text: Sealed<String>,
}

/// What a group said was recorded wrongly, and is put right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdviceCorrected {
    /// The application.
    pub nic: Nic,
    /// Which advice, from 1.
    pub number: u32,
    /// Which group.
    pub group: AdvisoryGroup,
    /// The day as it was recorded.
    pub was_met_on: Date,
    /// What it came to.
    pub outcome: AdviceOutcome,
    /// The day of the meeting.
    pub met_on: Date,
    /// Who advised.
    pub advisers: BTreeSet<PersonId>,
    /// Who did it.
    pub by: PersonId,
    /// The day in London.
    pub on: Date,
    /// Why it was wrong.
    pub reason: Sealed<String>,
}
