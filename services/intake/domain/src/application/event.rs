//! What happened to an application.

use std::collections::BTreeSet;

use dars_messages::facts::{
    intake::ChangeKind,
    review::{CaseStage, ReturnReason},
};
use dars_vocabulary::{
    ApplicationContent, DocumentVersion, EnquiryRef, Nic, OrganisationId, PersonId, Readiness, Sealed,
    code::{AdviceOutcome, AdvisoryGroup, ClarificationSeverity, RefusalReason, Signpost},
    content::SectionName,
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{AdviceCorrection, AgreementStage, ConditionWords, EarlyView, PreliminaryNotes, Reviewed, Term};
use crate::organisation::Contact;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// An enquiry became an application.
    ApplicationProposed {
        /// The application.
        nic: Nic,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// Who leads it.
        lead: PersonId,
        /// The enquiry it came from.
        enquiry: Option<EnquiryRef>,
        /// The day by which it is assessed; `None` when it was accepted in the same breath.
        assessment_due: Option<Date>,
        /// What the enquirer said is in place.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        readiness: Option<Readiness>,
        /// The earlier application whose words it began with.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        copied_from: Option<Nic>,
    },
    /// A case officer noted what the preliminary assessment has found so far.
    PreliminaryNoted {
        /// The application.
        nic: Nic,
        /// What was noted.
        notes: Box<PreliminaryNotes>,
        /// The day in London.
        noted_on: Date,
        /// Who noted it.
        noted_by: PersonId,
    },
    /// An advisory group gave its view before it was handed in.
    EarlyViewRecorded {
        /// The application.
        nic: Nic,
        /// The view.
        view: Box<EarlyView>,
    },
    /// Its preliminary assessment sent it elsewhere.
    ApplicationRedirected {
        /// The application.
        nic: Nic,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// Where to.
        to: Vec<Signpost>,
        /// Why, for the applicant.
        reason: Sealed<String>,
    },
    /// Its preliminary assessment was accepted: a draft may be written.
    ApplicationOpened {
        /// The application.
        nic: Nic,
        /// The draft's version.
        version: DocumentVersion,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// The day in London.
        opened_on: Date,
        /// Who accepted it; not written down in the first events.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        accepted_by: Option<PersonId>,
    },
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
    CollaboratorInvited {
        /// The application.
        nic: Nic,
        /// The invitation.
        invitation: Uuid,
        /// To whom it was sent.
        contact: Sealed<Contact>,
        /// SHA-256 in hex of the token.
        token_sha256: String,
        /// The day in London.
        invited_on: Date,
        /// The last day on which it can be accepted.
        open_until: Date,
        /// Who invited.
        invited_by: PersonId,
    },
    /// An invitation was taken back, or a newer one took its place.
    InvitationRevoked {
        /// The application.
        nic: Nic,
        /// The invitation.
        invitation: Uuid,
        /// Who took it back.
        revoked_by: PersonId,
    },
    /// Nobody accepted an invitation in time.
    InvitationExpired {
        /// The application.
        nic: Nic,
        /// The invitation.
        invitation: Uuid,
    },
    /// An invitation was accepted.
    InvitationAccepted {
        /// The application.
        nic: Nic,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// The invitation.
        invitation: Uuid,
        /// Who leads it.
        lead: PersonId,
        /// Who works on it from now on.
        collaborators: Vec<PersonId>,
        /// The day in London.
        accepted_on: Date,
        /// Who accepted.
        accepted_by: PersonId,
    },
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
    ClarificationWorded {
        /// The application.
        nic: Nic,
        /// Which clarification.
        clarification: u32,
        /// Which round.
        round: u32,
        /// What is asked.
        text: Sealed<String>,
    },
    /// A clarification was raised, or raised again.
    ClarificationRaised {
        /// The application.
        nic: Nic,
        /// Which clarification.
        clarification: u32,
        /// Which round.
        round: u32,
        /// Which section it is about.
        section: SectionName,
        /// Which standard, if any.
        standard: Option<String>,
        /// How much it weighs.
        severity: ClarificationSeverity,
        /// The day by which an answer is due.
        due: Date,
        /// The day on which the application lapses in silence.
        lapses_on: Date,
        /// The day in London: the applicant's clock runs from here.
        raised_on: Date,
    },
    /// A clarification was answered.
    ClarificationAnswered {
        /// The application.
        nic: Nic,
        /// Which clarification.
        clarification: u32,
        /// Which round.
        round: u32,
        /// The day of the answer in London.
        answered_on: Date,
        /// Who answered.
        answered_by: PersonId,
        /// What was answered.
        text: Sealed<String>,
    },
    /// A clarification is settled.
    ClarificationResolved {
        /// The application.
        nic: Nic,
        /// Which clarification.
        clarification: u32,
        /// The day in London: a question that is withdrawn waits no longer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        resolved_on: Option<Date>,
    },
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
    DecisionReviewRequested {
        /// The application.
        nic: Nic,
        /// The version that was decided upon.
        version: DocumentVersion,
        /// The day in London.
        requested_on: Date,
    },
    /// The decision was looked at again.
    DecisionReviewed {
        /// The application.
        nic: Nic,
        /// The version that was decided upon.
        version: DocumentVersion,
        /// What came of it, and when.
        reviewed: Reviewed,
    },
    /// Why it was decided upon as it was, or the decision put off.
    DecisionReasonsGiven {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// When it was said.
        said_at: Timestamp,
        /// The reasons, if any were given.
        reasons: Option<Sealed<String>>,
        /// What is asked for beside the standard terms.
        conditions: Vec<ConditionWords>,
    },
    /// It was approved.
    ApplicationApproved {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// Its title, public from here on.
        title: String,
        /// Whether conditions came with it.
        with_conditions: bool,
        /// The day of the decision in London.
        decided_on: Date,
    },
    /// It was refused; of a change: the agreement goes on.
    ApplicationRefused {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The reason's code.
        reason: RefusalReason,
        /// The day of the decision in London.
        decided_on: Date,
    },
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
