//! What happened to a case.

mod advice;
mod clarification;
mod decision;
mod work;

use std::collections::BTreeSet;

use dars_messages::facts::review::ReturnReason;
use dars_vocabulary::{
    ApplicationContent, DocumentVersion, Nic, OrganisationId, PersonId, PrecedentRef, Sealed,
    code::{AdvisoryGroup, ChangeKind},
    content::SectionName,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::LeftOpen;

pub use advice::{AdviceCorrected, AdviceRecorded, AdviceScheduled};
pub use clarification::{
    AnswerReceived, ClarificationAnswered, ClarificationRaised, ClarificationResolved, ClarificationWithdrawn,
    ResolutionWithdrawn,
};
pub use decision::{
    ApplicationApproved, ApplicationRefused, DecisionDeferred, DecisionReviewRequested, DecisionSetAside,
    DecisionUpheld,
};
pub use work::{
    CheckAnswerCorrected, CheckAnswered, CheckRequested, CheckWithdrawn, CompletenessChecked, NoteAdded,
    StandardAssessed, StandardCorrected,
};

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
    ClarificationRaised(ClarificationRaised),
    /// What was answered.
    AnswerReceived(AnswerReceived),
    /// The applicant answered; the officer has the pen.
    ClarificationAnswered(ClarificationAnswered),
    /// A clarification is settled.
    ClarificationResolved(ClarificationResolved),
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
    AdviceScheduled(AdviceScheduled),
    /// The group said what it thinks.
    AdviceRecorded(AdviceRecorded),
    /// The decision was put off; the questions follow.
    DecisionDeferred(DecisionDeferred),
    /// The very version was approved.
    ApplicationApproved(ApplicationApproved),
    /// The very version was refused.
    ApplicationRefused(ApplicationRefused),
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
    CompletenessChecked(CompletenessChecked),
    /// A standard was assessed.
    StandardAssessed(StandardAssessed),
    /// A specialist was asked.
    CheckRequested(CheckRequested),
    /// A specialist answered.
    CheckAnswered(CheckAnswered),
    /// A note was written, for staff alone.
    NoteAdded(NoteAdded),
    /// What a standard came to was recorded wrongly, and is put right.
    StandardCorrected(StandardCorrected),
    /// What a group said was recorded wrongly, and is put right.
    AdviceCorrected(AdviceCorrected),
    /// A question was asked in error.
    ClarificationWithdrawn(ClarificationWithdrawn),
    /// A specialist was asked in error.
    CheckWithdrawn(CheckWithdrawn),
    /// What a specialist answered was recorded wrongly, and is put right.
    CheckAnswerCorrected(CheckAnswerCorrected),
    /// An answer was taken for good in error; the question of the next round follows.
    ResolutionWithdrawn(ResolutionWithdrawn),
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
    DecisionReviewRequested(DecisionReviewRequested),
    /// Another approver let the decision stand.
    DecisionUpheld(DecisionUpheld),
    /// Another approver set the decision aside: it is to be decided again.
    DecisionSetAside(DecisionSetAside),
}
