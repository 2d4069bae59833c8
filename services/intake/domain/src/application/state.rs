//! Where an application stands.

use std::{collections::BTreeSet, sync::Arc};

use dars_messages::facts::intake::ChangeKind;
use dars_rules::Changed;
use dars_vocabulary::{
    ApplicationContent, DocumentVersion, EnquiryRef, Nic, OrganisationId, PersonId, Readiness, Sealed,
    code::{RefusalReason, Signpost},
    content::SectionName,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Advice, AgreementProgress, Case, DecisionReview, DecisionWords, EarlyView, Invitation, Invited, Meeting,
    PreliminaryNotes,
};

/// An application.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// Not known.
    #[default]
    Absent,
    /// A case officer says whether it belongs here, before anything is written.
    PrelimAssessment {
        /// What it is.
        application: Application,
        /// The day by which; `None` when it was accepted in the same breath.
        assessment_due: Option<Date>,
    },
    /// Being written.
    Draft {
        /// What it is.
        application: Application,
        /// The version being written.
        version: DocumentVersion,
        /// Since when.
        since: Date,
    },
    /// Handed in; no case yet.
    Submitted(UnderReview),
    /// Complete and being read.
    InReview(UnderReview),
    /// Waits for answers; the clock is paused.
    Clarification(UnderReview),
    /// Assessed against the standards.
    Assurance(UnderReview),
    /// Weighed against a precedent.
    PrecedentRoute(UnderReview),
    /// Before the Profession Advisory Group.
    PagAdvice(UnderReview),
    /// Before the Advisory Group for Data.
    AgdAdvice(UnderReview),
    /// Before an approver.
    Decision(UnderReview),
    /// Sent back as incomplete; being written again.
    ReturnedIncomplete {
        /// What was sent back.
        review: UnderReview,
        /// Which sections lack something.
        sections: Vec<SectionName>,
        /// Since when.
        since: Date,
    },
    /// Approved; an agreement follows.
    Approved {
        /// What it is.
        application: Application,
        /// What was approved.
        approval: Box<Approval>,
        /// The last change that came to nothing since then, if any.
        ended_change: Option<EndedChange>,
    },
    /// Refused, for good.
    Refused {
        /// What was decided upon.
        review: UnderReview,
        /// The reason's code.
        reason: RefusalReason,
        /// The day of the decision in London.
        decided_on: Date,
    },
    /// Sent elsewhere by its preliminary assessment, for good.
    Redirected {
        /// What it is.
        application: Application,
        /// Where to.
        to: Vec<Signpost>,
        /// Why, for the applicant.
        reason: Sealed<String>,
    },
    /// Withdrawn by its lead, for good.
    Withdrawn {
        /// What it is.
        application: Application,
        /// What was handed in last, if anything was.
        case: Option<Box<Case>>,
        /// The day in London.
        withdrawn_on: Date,
        /// Why, if that was said.
        reason: Option<Sealed<String>>,
    },
    /// Nothing came from its applicant, for good.
    Lapsed {
        /// What it is.
        application: Application,
        /// What was handed in last, if anything was.
        case: Option<Box<Case>>,
        /// From which day on.
        lapsed_on: Date,
    },
}

/// What an application is, whatever its stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// Its reference.
    pub nic: Nic,
    /// The applicant organisation.
    pub organisation: OrganisationId,
    /// Who leads it.
    pub lead: PersonId,
    /// Who works on it with the lead.
    pub collaborators: Vec<PersonId>,
    /// The enquiry it came from.
    pub enquiry: Option<EnquiryRef>,
    /// The newest version that was begun; versions are never used twice.
    pub newest: DocumentVersion,
    /// How far each version of the agreement made from it is, oldest first. `contracts` may be heard before `review`.
    pub agreements: Vec<AgreementProgress>,
    /// The change that is under way, and the approval that stands meanwhile.
    pub change: Option<Box<Change>>,
    /// What was said of each version that was decided upon, or whose decision was put off.
    #[serde(default)]
    pub decisions: Vec<DecisionWords>,
    /// What the advisory groups came to, oldest first.
    #[serde(default)]
    pub advice: Vec<Advice>,
    /// What of it was recorded wrongly and is put right: whose, and the day as it was recorded.
    #[serde(default)]
    pub advice_put_right: Vec<Meeting>,
    /// Each time that a decision was looked at again, oldest first.
    #[serde(default)]
    pub decision_reviews: Vec<DecisionReview>,
    /// The meeting that has it on its list.
    #[serde(default)]
    pub meeting: Option<Meeting>,
    /// What the enquirer said is in place.
    #[serde(default)]
    pub readiness: Option<Readiness>,
    /// The earlier application whose words it began with.
    #[serde(default)]
    pub copied_from: Option<Nic>,
    /// What a case officer noted before it was handed in.
    #[serde(default)]
    pub preliminary: Option<Box<PreliminaryNotes>>,
    /// What advisory groups thought of it before it was handed in.
    #[serde(default)]
    pub early_views: Vec<EarlyView>,
    /// Everyone who ever noted, judged or accepted its preliminary assessment: none of them may approve it.
    #[serde(default)]
    pub assessors: BTreeSet<PersonId>,
    /// Who is invited to work on it and has not answered.
    #[serde(default)]
    pub invitations: Vec<Invitation>,
    /// How many were invited on the last day on which anyone was.
    #[serde(default)]
    pub invited: Option<Invited>,
}

/// A change to an agreement in force, on its way through the same stages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What kind.
    pub kind: ChangeKind,
    /// The agreement's version it changes.
    pub changes: DocumentVersion,
    /// What stands until the change is approved, and after it came to nothing.
    pub standing: Approval,
    /// The change before, if it was refused: that may be set aside while this one is being written.
    #[serde(default)]
    pub before: Option<Box<EndedChange>>,
}

impl Change {
    /// What the rules measure it against: what was approved last, and when the version in force ends.
    pub(super) fn begins_with(&self, application: &Application) -> Changed {
        let approved = self.standing.case.submission.content.open();
        let issued = application.agreements.iter().find(|known| known.version == self.changes);
        let term = approved.and_then(|content| content.term.as_ref());
        Changed {
            content: approved.cloned().map(Arc::new),
            end: issued.and_then(|known| known.term).map(|term| term.end).or(term.map(|term| term.end)),
        }
    }
}

/// How a change came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ChangeEnd {
    /// Refused.
    Refused,
    /// Withdrawn by the lead.
    Withdrawn,
    /// Nothing came from the applicant.
    Lapsed,
}

/// A change that came to nothing; the agreement goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndedChange {
    /// The version that was being written or reviewed.
    pub version: DocumentVersion,
    /// How it ended.
    pub how: ChangeEnd,
    /// The reason's code, when it was refused.
    pub reason: Option<RefusalReason>,
    /// The day in London.
    pub ended_on: Date,
    /// What kind of change it was.
    #[serde(default)]
    pub kind: Option<ChangeKind>,
    /// The agreement's version it would have changed.
    #[serde(default)]
    pub changes: Option<DocumentVersion>,
    /// What was handed in of it, if anything was: an approval may have crossed the withdrawal on its way, and a refusal
    /// may be set aside.
    pub case: Option<Box<Case>>,
}

/// An approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// What was decided upon.
    pub case: Case,
    /// Its title, public from here on.
    pub title: String,
    /// Whether conditions came with it.
    pub with_conditions: bool,
    /// The day of the decision in London.
    pub decided_on: Date,
}

/// One submitted version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// The version.
    pub version: DocumentVersion,
    /// SHA-256 in hex of the content's canonical JSON.
    pub sha256: String,
    /// The day of submission in London.
    pub submitted_on: Date,
    /// The day by which a decision is due.
    pub decision_due: Date,
    /// What was submitted.
    pub content: Box<Sealed<ApplicationContent>>,
}

/// A submitted application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnderReview {
    /// What it is.
    pub application: Application,
    /// What was submitted, and what came of it.
    pub case: Box<Case>,
}

impl State {
    /// The state's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Absent => "ABSENT",
            Self::PrelimAssessment { .. } => "PRELIM_ASSESSMENT",
            Self::Draft { .. } => "DRAFT",
            Self::Submitted(_) => "SUBMITTED",
            Self::InReview(_) => "IN_REVIEW",
            Self::Clarification(_) => "CLARIFICATION",
            Self::Assurance(_) => "ASSURANCE",
            Self::PrecedentRoute(_) => "PRECEDENT_ROUTE",
            Self::PagAdvice(_) => "PAG_ADVICE",
            Self::AgdAdvice(_) => "AGD_ADVICE",
            Self::Decision(_) => "DECISION",
            Self::ReturnedIncomplete { .. } => "RETURNED_INCOMPLETE",
            Self::Approved { .. } => "APPROVED",
            Self::Refused { .. } => "REFUSED",
            Self::Redirected { .. } => "REDIRECTED",
            Self::Withdrawn { .. } => "WITHDRAWN",
            Self::Lapsed { .. } => "LAPSED",
        }
    }
}
