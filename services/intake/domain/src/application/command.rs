//! What an application can be asked, and what it is told. Saving a section of a draft is no command: autosaves are
//! not history; `may_save` says who may.

use std::collections::BTreeMap;

use dars_messages::facts::{
    intake::ChangeKind,
    review::{CaseStage, ReturnReason, ReviewOutcome},
};
use dars_rules::Context;
use dars_vocabulary::{
    Actor, ApplicationContent, DocumentVersion, EnquiryRef, Nic, OrganisationId, PersonId, Readiness,
    code::{AdviceOutcome, AdvisoryGroup, ClarificationSeverity, RefusalReason, Signpost},
    content::{Condition, SectionName},
};
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

use super::{AgreementStage, Judgements, Papers, PreliminaryNotes, Term, ViewGiven};
use crate::{Membership, organisation::Contact};

/// A command about one application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// An officer's conversion of an enquiry, or the system, proposes it.
    Open {
        /// The fresh NIC number.
        nic: Nic,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// Who leads it.
        lead: PersonId,
        /// The enquiry it came from.
        enquiry: Option<EnquiryRef>,
        /// What a case officer judged who accepts the preliminary assessment at once; `None`: it is left open.
        accepted: Option<Judgements>,
        /// What the enquirer said is in place.
        readiness: Option<Readiness>,
    },
    /// Someone who leads applications of the organisation begins one with the words of an earlier one.
    OpenCopy {
        /// The fresh NIC number.
        nic: Nic,
        /// The organisation of both.
        organisation: OrganisationId,
        /// Who leads it: whoever copies.
        lead: PersonId,
        /// The earlier one.
        of: Nic,
    },
    /// A case officer notes what the preliminary assessment has found so far.
    NotePreliminary(Box<PreliminaryNotes>),
    /// The groups' secretariat records what one thinks before it is handed in.
    RecordEarlyView(ViewGiven),
    /// A case officer accepts the preliminary assessment.
    Accept(Judgements),
    /// A case officer's preliminary assessment sends it elsewhere.
    Redirect {
        /// Where to; at least one.
        to: Vec<Signpost>,
        /// Why, at most 4,000 characters.
        reason: String,
    },
    /// Its lead says who leads it and who works on it.
    SetPeople {
        /// The lead; `None`: as before.
        lead: Option<PersonId>,
        /// Who works on it with the lead.
        collaborators: Vec<PersonId>,
    },
    /// A case officer names the lead, where the last one left and nobody there can.
    HandOver {
        /// The next lead.
        lead: PersonId,
        /// Why, at most 4,000 characters.
        reason: String,
    },
    /// Its lead invites someone to work on it.
    Invite {
        /// The invitation's fresh id.
        invitation: Uuid,
        /// To whom it is sent.
        contact: Contact,
        /// SHA-256 in hex of the token.
        token_sha256: String,
    },
    /// Its lead takes an invitation back.
    RevokeInvitation {
        /// Which one.
        invitation: Uuid,
    },
    /// Whoever has the token accepts.
    AcceptInvitation {
        /// SHA-256 in hex of the token.
        token_sha256: String,
    },
    /// Its lead or a collaborator submits the draft as it stands.
    Submit {
        /// The whole content.
        content: Box<ApplicationContent>,
        /// SHA-256 in hex of the content's canonical JSON (RFC 8785).
        sha256: String,
    },
    /// Its lead or a collaborator answers a clarification.
    Answer {
        /// Which clarification.
        clarification: u32,
        /// The answer, at most 4,000 characters.
        text: String,
    },
    /// Its lead no longer wants it.
    Withdraw {
        /// Why, at most 4,000 characters.
        reason: Option<String>,
    },
    /// Its lead or a collaborator opens a change to the agreement in force.
    OpenChange {
        /// What kind.
        kind: ChangeKind,
    },
    /// The sweep adds what silence has made true.
    Lapse,
    /// `review` opened a case.
    NoteCaseOpened {
        /// For which version.
        version: DocumentVersion,
    },
    /// `review` moved the case on.
    NoteCaseMoved {
        /// Where it stands now.
        stage: CaseStage,
    },
    /// `review` put the decision off.
    NoteDeferred {
        /// Of which version.
        version: DocumentVersion,
    },
    /// `review` sent it back.
    NoteReturned {
        /// Which version.
        version: DocumentVersion,
        /// Which sections lack something.
        sections: Vec<SectionName>,
    },
    /// `review` says why it sent it back.
    NoteReturnReasons {
        /// Which version.
        version: DocumentVersion,
        /// Section by section.
        reasons: Vec<ReturnReason>,
    },
    /// `review` says what a clarification asks.
    NoteClarificationText {
        /// Which clarification.
        clarification: u32,
        /// Which round.
        round: u32,
        /// What is asked.
        text: String,
    },
    /// `review` raised a clarification, or raised it again.
    NoteClarification {
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
    },
    /// `review` settled a clarification.
    NoteResolved {
        /// Which one.
        clarification: u32,
    },
    /// A meeting of an advisory group has it on its list.
    NoteAdviceScheduled {
        /// Which group's.
        group: AdvisoryGroup,
        /// The day.
        meets_on: Date,
    },
    /// An advisory group said what it thinks.
    NoteAdvice {
        /// Which group.
        group: AdvisoryGroup,
        /// What it came to.
        outcome: AdviceOutcome,
        /// The day of the meeting.
        met_on: Date,
    },
    /// What an advisory group came to was recorded wrongly.
    NoteAdviceCorrected {
        /// Which group.
        group: AdvisoryGroup,
        /// The day of the meeting as it was recorded.
        was_met_on: Date,
        /// What it came to.
        outcome: AdviceOutcome,
        /// The day of the meeting.
        met_on: Date,
    },
    /// It was asked that a decision be looked at again.
    NoteDecisionReviewRequested {
        /// The version that was decided upon.
        version: DocumentVersion,
        /// The day in London.
        requested_on: Date,
    },
    /// A decision was looked at again.
    NoteDecisionReviewed {
        /// The version that was decided upon.
        version: DocumentVersion,
        /// Whether it stands.
        outcome: ReviewOutcome,
        /// The day in London.
        reviewed_on: Date,
    },
    /// `review` says why it decided as it did, or put the decision off.
    NoteDecisionReasons {
        /// Of which version.
        version: DocumentVersion,
        /// The reasons, if any were given and none redacted.
        reasons: Option<String>,
        /// What is asked for beside the standard terms.
        conditions: Vec<Condition>,
    },
    /// `review` approved it.
    NoteApproved {
        /// Which version.
        version: DocumentVersion,
        /// Its title, public from here on.
        title: String,
        /// Whether conditions came with it.
        with_conditions: bool,
        /// The day of the decision in London.
        decided_on: Date,
    },
    /// `review` refused it.
    NoteRefused {
        /// Which version.
        version: DocumentVersion,
        /// The reason's code.
        reason: RefusalReason,
        /// The day of the decision in London.
        decided_on: Date,
    },
    /// `contracts` told how far the agreement is.
    NoteAgreement {
        /// The agreement's version.
        version: DocumentVersion,
        /// How far.
        stage: AgreementStage,
        /// From when until when, where that is told.
        term: Option<Term>,
    },
    /// `contracts` suspended access, or gave it back.
    NoteSuspension {
        /// The agreement's version.
        version: DocumentVersion,
        /// Suspended, or given back.
        suspended: bool,
    },
}

/// What a decision about an application needs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Trade time.
    pub now: Timestamp,
    /// Technical time.
    pub technical_now: Timestamp,
    /// Who asks.
    pub actor: Actor,
    /// The actor's memberships.
    pub memberships: Vec<Membership>,
    /// The memberships of its lead, and of the people who shall work on it.
    pub people: BTreeMap<PersonId, Vec<Membership>>,
    /// What the meetings that have it on their list make of it for the actor.
    pub papers: Papers,
    /// What the rules need to know beside the content.
    pub rules: Context,
    /// Whether its organisation has an administrator today.
    pub administered: bool,
    /// The day on which its draft was last saved, if ever.
    pub draft_saved_on: Option<Date>,
}

impl Facts {
    /// The facts of one of our own services, which has no memberships.
    pub fn by(actor: Actor, now: Timestamp, technical_now: Timestamp) -> Self {
        Self {
            now,
            technical_now,
            actor,
            memberships: Vec::new(),
            people: BTreeMap::new(),
            papers: Papers::Nothing,
            rules: Context::default(),
            administered: false,
            draft_saved_on: None,
        }
    }
}
