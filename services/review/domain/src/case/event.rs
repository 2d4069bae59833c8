//! What happened to a case.

use std::collections::BTreeSet;

use dars_messages::{
    facts::review::ReturnReason,
    requests::review::{CheckOutcome, Specialism, StandardOutcome},
};
use dars_vocabulary::{
    ApplicationContent, DocumentVersion, Nic, OrganisationId, PersonId, PrecedentRef, Sealed,
    code::{AdviceOutcome, AdvisoryGroup, ChangeKind, ClarificationSeverity, RefusalReason},
    content::SectionName,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Departure, GivenCondition, LeftOpen, Quoted, Whence};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// A submitted version has a case.
    CaseOpened {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// Every organisation whose request it is: the applicant and each controller.
        requesters: BTreeSet<OrganisationId>,
        /// SHA-256 in hex of the content's canonical JSON.
        sha256: String,
        /// The day of submission in London.
        submitted_on: Date,
        /// Of which kind, if it changes an agreement.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        change: Option<ChangeKind>,
        /// Who had a part in its preliminary assessment.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        assessors: BTreeSet<PersonId>,
        /// What was submitted.
        content: Box<Sealed<ApplicationContent>>,
    },
    /// It has an officer, or another one.
    CaseAssigned {
        /// The application.
        nic: Nic,
        /// Who has it.
        officer: PersonId,
        /// Who assigned it.
        by: PersonId,
    },
    /// It was sent back as incomplete.
    ApplicationReturned {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The day in London.
        returned_on: Date,
        /// Who sent it back.
        by: PersonId,
        /// In which sections something is missing or wrong.
        sections: BTreeSet<SectionName>,
        /// What, section by section.
        reasons: Sealed<Vec<ReturnReason>>,
    },
    /// A question was put to the applicant, for the first time or again.
    ClarificationRaised {
        /// The application.
        nic: Nic,
        /// Its number in this case, from 1.
        number: u32,
        /// Its round, from 1.
        round: u32,
        /// Which section it is about.
        section: SectionName,
        /// Which standard it is about.
        standard: Option<String>,
        /// Which version of that standard.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        standard_version: Option<String>,
        /// The standard phrase that it was written from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        phrase: Option<Quoted>,
        /// How much it weighs.
        severity: ClarificationSeverity,
        /// The day in London.
        raised_on: Date,
        /// The day by which an answer is due.
        due: Date,
        /// The day on which the application lapses in silence.
        lapses_on: Date,
        /// Who asks.
        by: PersonId,
        /// What is asked.
        text: Sealed<String>,
        /// From where it takes the case into clarification; `None`: the case was there already.
        moves_from: Option<Whence>,
    },
    /// What was answered.
    AnswerReceived {
        /// The application.
        nic: Nic,
        /// Which clarification.
        number: u32,
        /// Which round.
        round: u32,
        /// The answer.
        text: Sealed<String>,
    },
    /// The applicant answered; the officer has the pen.
    ClarificationAnswered {
        /// The application.
        nic: Nic,
        /// Which clarification.
        number: u32,
        /// Which round.
        round: u32,
        /// The day of the answer in London.
        answered_on: Date,
    },
    /// A clarification is settled.
    ClarificationResolved {
        /// The application.
        nic: Nic,
        /// Which one.
        number: u32,
        /// Who settled it.
        by: PersonId,
        /// Where the case returns to; `None`: others are not settled.
        returns_to: Option<Whence>,
    },
    /// Complete: it is in assurance.
    CaseFoundReady {
        /// The application.
        nic: Nic,
        /// Who found so.
        by: PersonId,
    },
    /// A simple amendment, and no more than that: before an approver.
    CaseQuickChecked {
        /// The application.
        nic: Nic,
        /// Who found so.
        by: PersonId,
        /// Why.
        reason: Sealed<String>,
    },
    /// Assured, no advice needed: it is before an approver.
    AdviceFoundUnneeded {
        /// The application.
        nic: Nic,
        /// Who found so.
        by: PersonId,
        /// Why.
        reason: Sealed<String>,
        /// The standards that are not assessed or not met, and why it goes on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        left_open: Option<LeftOpen>,
    },
    /// It is like what a precedent says.
    CaseSentToPrecedent {
        /// The application.
        nic: Nic,
        /// Which precedent.
        precedent: PrecedentRef,
        /// Its version.
        version: u32,
        /// Everyone who had proposed or approved a version of it.
        makers: BTreeSet<PersonId>,
        /// The day in London.
        used_on: Date,
        /// Who found so.
        by: PersonId,
    },
    /// The precedent still holds: it is before an approver.
    PrecedentFoundToHold {
        /// The application.
        nic: Nic,
        /// Who found so.
        by: PersonId,
        /// The standards that are not assessed or not met, and why it goes on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        left_open: Option<LeftOpen>,
    },
    /// It is before an advisory group.
    CaseSentToAdvisers {
        /// The application.
        nic: Nic,
        /// Which group.
        group: AdvisoryGroup,
        /// Who sent it.
        by: PersonId,
    },
    /// Advised: it is before an approver.
    CaseFoundAdvised {
        /// The application.
        nic: Nic,
        /// Who found so.
        by: PersonId,
        /// The standards that are not assessed or not met, and why it goes on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        left_open: Option<LeftOpen>,
    },
    /// A meeting has it on its list.
    AdviceScheduled {
        /// The application.
        nic: Nic,
        /// Which group's.
        group: AdvisoryGroup,
        /// The day.
        meets_on: Date,
        /// Who put it there.
        by: PersonId,
    },
    /// The group said what it thinks.
    AdviceRecorded {
        /// The application.
        nic: Nic,
        /// Which group.
        group: AdvisoryGroup,
        /// What it came to.
        outcome: AdviceOutcome,
        /// The day of the meeting.
        met_on: Date,
        /// Who advised.
        advisers: BTreeSet<PersonId>,
        /// Who recorded it.
        by: PersonId,
        /// The advice in words.
        text: Sealed<String>,
    },
    /// The decision was put off; the questions follow.
    DecisionDeferred {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The day in London.
        deferred_on: Date,
        /// Who put it off.
        by: PersonId,
        /// Why.
        reasons: Sealed<String>,
    },
    /// The very version was approved.
    ApplicationApproved {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// SHA-256 in hex of what was approved.
        sha256: String,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// Its title, public from here on.
        title: String,
        /// The day of the decision in London.
        decided_on: Date,
        /// Who approved it.
        by: PersonId,
        /// Whether V17 showed a reason for refusal.
        despite_v17: bool,
        /// The groups from whose advice it departs.
        against_advice: Vec<AdvisoryGroup>,
        /// The precedent that it rests on; none where that ended before the decision.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        precedent: Option<PrecedentRef>,
        /// Why.
        reasons: Option<Sealed<String>>,
        /// What is asked for beside the standard terms.
        conditions: Vec<GivenCondition>,
    },
    /// The very version was refused.
    ApplicationRefused {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The reason's code.
        reason: RefusalReason,
        /// The day of the decision in London.
        decided_on: Date,
        /// Who refused it.
        by: PersonId,
        /// The reasons in words.
        reasons: Sealed<String>,
        /// From whose advice it departs, and why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        against_advice: Option<Departure>,
    },
    /// Its applicant withdrew it.
    CaseWithdrawn {
        /// The application.
        nic: Nic,
        /// The day in London.
        ended_on: Date,
    },
    /// Nothing came from its applicant.
    CaseLapsed {
        /// The application.
        nic: Nic,
        /// The day in London.
        ended_on: Date,
    },
    /// A team manager gave it to another officer.
    CaseHandedOver {
        /// The application.
        nic: Nic,
        /// Who had it.
        from: PersonId,
        /// Who has it.
        officer: PersonId,
        /// Who did it.
        by: PersonId,
        /// Why.
        reason: Sealed<String>,
    },
    /// Someone works on it for its officer, who is away.
    CaseCovered {
        /// The application.
        nic: Nic,
        /// For whom.
        officer: PersonId,
        /// Who covers.
        by: PersonId,
    },
    /// Its officer looked whether anything is missing.
    CompletenessChecked {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// Whether nothing is.
        complete: bool,
        /// In which sections something is.
        missing: BTreeSet<SectionName>,
        /// What was looked at.
        note: Option<Sealed<String>>,
        /// Who did it.
        by: PersonId,
        /// The day in London.
        on: Date,
    },
    /// A standard was assessed.
    StandardAssessed {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// Which standard.
        standard: String,
        /// Which version of the standard.
        standard_version: Option<String>,
        /// What it comes to.
        outcome: StandardOutcome,
        /// Why.
        note: Sealed<String>,
        /// Who did it.
        by: PersonId,
        /// The day in London.
        on: Date,
    },
    /// A specialist was asked.
    CheckRequested {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// Its number.
        number: u32,
        /// Which specialists.
        of: Specialism,
        /// What.
        question: Sealed<String>,
        /// Who did it.
        by: PersonId,
        /// The day in London.
        on: Date,
    },
    /// A specialist answered.
    CheckAnswered {
        /// The application.
        nic: Nic,
        /// Its number.
        number: u32,
        /// What it comes to.
        outcome: CheckOutcome,
        /// Why.
        note: Sealed<String>,
        /// Who did it.
        by: PersonId,
        /// The day in London.
        on: Date,
    },
    /// A note was written, for staff alone.
    NoteAdded {
        /// The application.
        nic: Nic,
        /// Its number.
        number: u32,
        /// What it says.
        text: Sealed<String>,
        /// Who did it.
        by: PersonId,
    },
    /// What a standard came to was recorded wrongly, and is put right.
    StandardCorrected {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// Which standard.
        standard: String,
        /// Which version of the standard.
        standard_version: Option<String>,
        /// What it comes to.
        outcome: StandardOutcome,
        /// Why.
        note: Sealed<String>,
        /// Who did it.
        by: PersonId,
        /// The day in London.
        on: Date,
        /// Why it was wrong.
        reason: Sealed<String>,
    },
    /// What a group said was recorded wrongly, and is put right.
    AdviceCorrected {
        /// The application.
        nic: Nic,
        /// Which advice, from 1.
        number: u32,
        /// Which group.
        group: AdvisoryGroup,
        /// The day as it was recorded.
        was_met_on: Date,
        /// What it came to.
        outcome: AdviceOutcome,
        /// The day of the meeting.
        met_on: Date,
        /// Who advised.
        advisers: BTreeSet<PersonId>,
        /// Who did it.
        by: PersonId,
        /// The day in London.
        on: Date,
        /// Why it was wrong.
        reason: Sealed<String>,
    },
    /// A question was asked in error.
    ClarificationWithdrawn {
        /// The application.
        nic: Nic,
        /// Its number.
        number: u32,
        /// Who did it.
        by: PersonId,
        /// The day in London.
        on: Date,
        /// Why it was wrong.
        reason: Sealed<String>,
        /// Where the case returns to; `None`: others are not settled.
        returns_to: Option<Whence>,
    },
    /// A specialist was asked in error.
    CheckWithdrawn {
        /// The application.
        nic: Nic,
        /// Its number.
        number: u32,
        /// Who did it.
        by: PersonId,
        /// The day in London.
        on: Date,
        /// Why it was wrong.
        reason: Sealed<String>,
    },
    /// What a specialist answered was recorded wrongly, and is put right.
    CheckAnswerCorrected {
        /// The application.
        nic: Nic,
        /// Its number.
        number: u32,
        /// What it comes to.
        outcome: CheckOutcome,
        /// Why.
        note: Sealed<String>,
        /// Who did it.
        by: PersonId,
        /// The day in London.
        on: Date,
        /// Why it was wrong.
        reason: Sealed<String>,
    },
    /// An answer was taken for good in error; the question of the next round follows.
    ResolutionWithdrawn {
        /// The application.
        nic: Nic,
        /// Which clarification.
        number: u32,
        /// Who did it.
        by: PersonId,
        /// The day in London.
        on: Date,
        /// Why it was wrong.
        reason: Sealed<String>,
    },
    /// It was sent back in error: it is read again as it was.
    ReturnWithdrawn {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// Who did it.
        by: PersonId,
        /// The day in London.
        on: Date,
        /// Why it was wrong.
        reason: Sealed<String>,
    },
    /// Its applicant asks that the decision be looked at again.
    DecisionReviewRequested {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// Who had decided.
        approver: PersonId,
        /// The day in London.
        requested_on: Date,
        /// Who asks.
        by: PersonId,
        /// Why.
        reason: Sealed<String>,
    },
    /// Another approver let the decision stand.
    DecisionUpheld {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The day in London.
        reviewed_on: Date,
        /// Who did it.
        by: PersonId,
        /// Why.
        reasons: Sealed<String>,
    },
    /// Another approver set the decision aside: it is to be decided again.
    DecisionSetAside {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The day in London.
        reviewed_on: Date,
        /// Who did it.
        by: PersonId,
        /// Why.
        reasons: Sealed<String>,
    },
}
