//! What a case can be asked.

use dars_vocabulary::{
    Actor, ApplicationContent, DocumentVersion, Nic, OrganisationId, PersonId, Sealed, code::RefusalReason,
};
use jiff::{Timestamp, civil::Date};

/// A command about one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// `intake` told of a submitted version.
    Open {
        /// The application.
        nic: Nic,
        /// The submitted version.
        version: DocumentVersion,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// SHA-256 in hex of the content's canonical JSON.
        sha256: String,
        /// The day of submission in London: the clock runs from here.
        submitted_on: Date,
        /// What was submitted.
        content: Box<Sealed<ApplicationContent>>,
    },
    /// A case officer takes an unassigned case, or a team manager gives it to anyone.
    Assign {
        /// Who shall be its officer.
        officer: PersonId,
    },
    /// The case officer says what was found.
    Assess(Assessment),
    /// An approver's word.
    Decide(Decision),
}

/// What a case officer found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assessment {
    /// Complete: into assurance.
    Ready,
    /// Assured, and no advice needed: before an approver.
    NoAdviceNeeded {
        /// Why, at most 4,000 characters.
        reason: String,
    },
}

/// What an approver says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Approved.
    Approve {
        /// Why, at most 4,000 characters; needed where V17 shows a reason for refusal.
        reasons: Option<String>,
    },
    /// Refused.
    Refuse {
        /// The reason's code, told publicly.
        reason: RefusalReason,
        /// The reasons in words, at most 4,000 characters.
        reasons: String,
    },
}

/// What a decision about a case needs to know.
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
}

impl Facts {
    /// The facts of someone who is a member of no organisation.
    pub fn by(actor: Actor, now: Timestamp, technical_now: Timestamp) -> Self {
        Self { now, technical_now, actor, organisations: Vec::new() }
    }
}
