//! What a case is about, everyone who ever worked on it, and what was asked, said and put off.

use std::collections::BTreeSet;

use dars_messages::facts::review::ReturnReason;
use dars_rules::clock::Pause;
use dars_vocabulary::{
    ApplicationContent, DocumentVersion, Nic, OrganisationId, PersonId, PrecedentRef, Sealed,
    code::{AdviceOutcome, AdvisoryGroup, ChangeKind},
    content::{Condition, Owing},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Clarification, Work};

/// What a case is about, and everyone who ever worked on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// The application.
    pub nic: Nic,
    /// The version under review.
    pub version: DocumentVersion,
    /// The applicant organisation.
    pub organisation: OrganisationId,
    /// Every organisation whose request it is: the applicant and each controller.
    pub requesters: BTreeSet<OrganisationId>,
    /// SHA-256 in hex of the content's canonical JSON.
    pub sha256: String,
    /// The day of submission in London: the clock runs from here.
    pub submitted_on: Date,
    /// Of which kind this version is, if it changes an agreement.
    #[serde(default)]
    pub change: Option<ChangeKind>,
    /// The version that was approved last before this one: what a change changes.
    #[serde(default)]
    pub approved: Option<DocumentVersion>,
    /// What was submitted.
    pub content: Box<Sealed<ApplicationContent>>,
    /// When the clock of this version stood still, oldest first; the last may be open.
    pub pauses: Vec<Pause>,
    /// The meeting that has this version on its list.
    pub meeting: Option<Meeting>,
    /// The precedent that this version rests on.
    #[serde(default)]
    pub precedent: Option<PrecedentUse>,
    /// Everything that was asked, in any version, by number.
    pub clarifications: Vec<Clarification>,
    /// What the advisory groups said, of any version, oldest first.
    pub advice: Vec<Advice>,
    /// Each time it was sent back.
    pub returns: Vec<Return>,
    /// Each time its decision was put off.
    pub deferrals: Vec<Deferral>,
    /// Everyone who was ever its case officer, in any version.
    pub officers: BTreeSet<PersonId>,
    /// Everyone who ever assessed it, in any version.
    pub assessors: BTreeSet<PersonId>,
    /// Everyone who ever advised on it or recorded the advice, in any version.
    pub advisers: BTreeSet<PersonId>,
    /// What was recorded of its work, in any version.
    #[serde(default)]
    pub work: Work,
}

impl Case {
    /// What `group` said last of this very version.
    pub fn advice_of(&self, group: AdvisoryGroup) -> Option<&Advice> {
        self.advice.iter().rev().find(|advice| advice.version == self.version && advice.group == group)
    }

    /// Whether `group` has seen this very version, and did not put its advice off.
    pub fn seen_by(&self, group: AdvisoryGroup) -> bool {
        self.advice_of(group).is_some_and(|advice| advice.outcome != AdviceOutcome::Deferred)
    }

    /// What `group` said last at its meeting of `day`, of any version.
    pub fn said_at(&self, group: AdvisoryGroup, day: Date) -> Option<AdviceOutcome> {
        let said = self.advice.iter().rev().find(|advice| advice.group == group && advice.met_on == day);
        said.map(|advice| advice.outcome)
    }

    /// Whether the case waits for another clarification than this one.
    pub fn others_hold_up(&self, number: u32) -> bool {
        self.clarifications.iter().any(|other| other.number != number && other.holds_up())
    }

    /// One of its clarifications.
    pub fn clarification(&self, number: u32) -> Option<&Clarification> {
        self.clarifications.iter().find(|known| known.number == number)
    }
}

/// A meeting of an advisory group that has the case on its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Which group.
    pub group: AdvisoryGroup,
    /// The day.
    pub meets_on: Date,
}

/// On which precedent a case rests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrecedentUse {
    /// Which.
    pub precedent: PrecedentRef,
    /// Its version.
    pub version: u32,
    /// Everyone who had proposed or approved a version of it by then: none of them has or decides this case.
    pub makers: BTreeSet<PersonId>,
    /// The day.
    pub used_on: Date,
}

/// What an advisory group said; it never decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advice {
    /// Of which version.
    pub version: DocumentVersion,
    /// Which group.
    pub group: AdvisoryGroup,
    /// What it came to.
    pub outcome: AdviceOutcome,
    /// The day of the meeting.
    pub met_on: Date,
    /// Who advised.
    pub advisers: BTreeSet<PersonId>,
    /// Who recorded it.
    pub recorded_by: PersonId,
    /// The advice in words.
    pub text: Sealed<String>,
}

/// Once sent back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return {
    /// Which version.
    pub version: DocumentVersion,
    /// The day.
    pub returned_on: Date,
    /// Section by section.
    pub reasons: Sealed<Vec<ReturnReason>>,
    /// Whether that was in error.
    #[serde(default)]
    pub withdrawn: bool,
}

/// Once put off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deferral {
    /// Which version.
    pub version: DocumentVersion,
    /// The day.
    pub deferred_on: Date,
    /// Who put it off.
    pub approver: PersonId,
    /// Why.
    pub reasons: Sealed<String>,
}

/// A special condition of an approval; its text can be forgotten, that it was given stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenCondition {
    /// Its number in this version, from 1.
    pub number: u32,
    /// What is asked for.
    pub text: Sealed<String>,
    /// The day by which; absent: as long as the agreement lasts.
    pub due: Option<Date>,
    /// Who owes it.
    pub owing: Owing,
}

impl GivenCondition {
    /// As it is told to those who draft the agreement; nothing once redacted.
    pub fn told(&self) -> Option<Condition> {
        self.text.open().map(|text| Condition {
            number: self.number,
            text: text.clone(),
            due: self.due,
            owing: self.owing,
        })
    }

    /// As the rules look at it, without its words: also once these are redacted.
    pub fn dates(&self) -> Condition {
        Condition { number: self.number, text: String::new(), due: self.due, owing: self.owing }
    }
}
