//! What happened to an application.

mod clarification;
mod decision;
mod invitation;
mod preliminary;

use std::collections::BTreeSet;

use dars_messages::facts::{
    intake::ChangeKind,
    review::{CaseStage, ReturnReason},
};
use dars_vocabulary::{
    ApplicationContent, DocumentVersion, Nic, OrganisationId, PersonId, Sealed,
    code::{AdviceOutcome, AdvisoryGroup},
    content::SectionName,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{AdviceCorrection, AgreementStage, Term};

pub use clarification::{ClarificationAnswered, ClarificationRaised, ClarificationResolved, ClarificationWorded};
pub use decision::{
    ApplicationApproved, ApplicationRefused, DecisionReasonsGiven, DecisionReviewRequested, DecisionReviewed,
};
pub use invitation::{CollaboratorInvited, InvitationAccepted, InvitationExpired, InvitationRevoked};
pub use preliminary::{
    ApplicationOpened, ApplicationProposed, ApplicationRedirected, EarlyViewRecorded, PreliminaryNoted,
};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// An enquiry became an application.
    ApplicationProposed(ApplicationProposed),
    /// A case officer noted what the preliminary assessment has found so far.
    PreliminaryNoted(PreliminaryNoted),
    /// An advisory group gave its view before it was handed in.
    EarlyViewRecorded(EarlyViewRecorded),
    /// Its preliminary assessment sent it elsewhere.
    ApplicationRedirected(ApplicationRedirected),
    /// Its preliminary assessment was accepted: a draft may be written.
    ApplicationOpened(ApplicationOpened),
    /// It has other people.
    PeopleSet {
        /// The application.
        nic: Nic,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// Who leads it.
        lead: PersonId,
        /// Who works on it with the lead.
        collaborators: Vec<PersonId>,
    },
    /// A case officer named its lead.
    HandedOver {
        /// The application.
        nic: Nic,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// Who leads it.
        lead: PersonId,
        /// Who works on it with the lead.
        collaborators: Vec<PersonId>,
        /// Who handed it over.
        handed_over_by: PersonId,
        /// Why.
        reason: Sealed<String>,
    },
    /// Someone was invited to work on it.
    CollaboratorInvited(CollaboratorInvited),
    /// An invitation was taken back, or a newer one took its place.
    InvitationRevoked(InvitationRevoked),
    /// Nobody accepted an invitation in time.
    InvitationExpired(InvitationExpired),
    /// An invitation was accepted.
    InvitationAccepted(InvitationAccepted),
    /// It was submitted.
    ApplicationSubmitted {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// SHA-256 in hex of the content's canonical JSON.
        sha256: String,
        /// The day of submission in London.
        submitted_on: Date,
        /// The day by which a decision is due.
        decision_due: Date,
        /// Who submitted it.
        submitted_by: PersonId,
        /// Everyone who ever had a part in its preliminary assessment.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        assessors: BTreeSet<PersonId>,
        /// What was submitted.
        content: Box<Sealed<ApplicationContent>>,
        /// Of which kind, if it changes an agreement.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        change: Option<ChangeKind>,
    },
    /// Its case was opened, or moved on.
    CaseMoved {
        /// The application.
        nic: Nic,
        /// Where it stands now.
        stage: CaseStage,
        /// The day in London.
        moved_on: Date,
    },
    /// It was sent back as incomplete.
    ApplicationReturned {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// Which sections lack something.
        sections: Vec<SectionName>,
        /// The day in London.
        returned_on: Date,
    },
    /// Why it was sent back.
    ReturnReasonsGiven {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// Section by section.
        reasons: Sealed<Vec<ReturnReason>>,
    },
    /// In which words a clarification asks.
    ClarificationWorded(ClarificationWorded),
    /// A clarification was raised, or raised again.
    ClarificationRaised(ClarificationRaised),
    /// A clarification was answered.
    ClarificationAnswered(ClarificationAnswered),
    /// A clarification is settled.
    ClarificationResolved(ClarificationResolved),
    /// A meeting of an advisory group has it on its list.
    AdviceScheduled {
        /// The application.
        nic: Nic,
        /// Which group's.
        group: AdvisoryGroup,
        /// The day.
        meets_on: Date,
    },
    /// An advisory group said what it thinks.
    AdviceRecorded {
        /// The application.
        nic: Nic,
        /// Which group.
        group: AdvisoryGroup,
        /// What it came to.
        outcome: AdviceOutcome,
        /// The day of the meeting.
        met_on: Date,
    },
    /// What an advisory group came to was recorded wrongly, and is put right.
    AdviceCorrected(AdviceCorrection),
    /// It was asked that the decision be looked at again.
    DecisionReviewRequested(DecisionReviewRequested),
    /// The decision was looked at again.
    DecisionReviewed(DecisionReviewed),
    /// Why it was decided upon as it was, or the decision put off.
    DecisionReasonsGiven(DecisionReasonsGiven),
    /// It was approved.
    ApplicationApproved(ApplicationApproved),
    /// It was refused; of a change: the agreement goes on.
    ApplicationRefused(ApplicationRefused),
    /// Its lead no longer wants it; of a change: the agreement goes on.
    ApplicationWithdrawn {
        /// The application.
        nic: Nic,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// The day in London.
        withdrawn_on: Date,
        /// Who withdrew it.
        withdrawn_by: PersonId,
        /// Why, if that was said.
        reason: Option<Sealed<String>>,
    },
    /// Nothing came from its applicant; of a change: the agreement goes on.
    ApplicationLapsed {
        /// The application.
        nic: Nic,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// From which day on.
        lapsed_on: Date,
    },
    /// The agreement made from it came further.
    AgreementProgressed {
        /// The application.
        nic: Nic,
        /// The agreement's version.
        version: DocumentVersion,
        /// How far.
        stage: AgreementStage,
        /// From when until when, where that is told.
        term: Option<Term>,
    },
    /// Access under the agreement was suspended, or given back.
    AgreementSuspended {
        /// The application.
        nic: Nic,
        /// The agreement's version.
        version: DocumentVersion,
        /// Suspended, or given back.
        suspended: bool,
    },
    /// A change to the agreement in force may be written.
    ChangeOpened {
        /// The application.
        nic: Nic,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// What kind.
        kind: ChangeKind,
        /// The version that is being written.
        version: DocumentVersion,
        /// The agreement's version it changes.
        changes: DocumentVersion,
        /// The day in London.
        opened_on: Date,
        /// Who opened it.
        opened_by: PersonId,
    },
}
