//! Why a command about an application is refused.

use dars_vocabulary::{FieldError, Finding, RefusalKind, Refuse};

use crate::NotAPerson;

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No such application, or not for the caller to know of.
    #[error("There is no such application.")]
    Unknown,
    /// Who advises on it declares first.
    #[error(
        "You sit at a meeting that has this application on its list: declare there an interest in it, or none, before you \
         open it."
    )]
    InterestNotDeclared,
    /// Who has an interest doesn't read it.
    #[error("You declared an interest in this application: it stays closed to you.")]
    InterestDeclared,
    /// The reference is taken.
    #[error("An application with this reference was opened before.")]
    Exists,
    /// The caller is no signed-in person.
    #[error(transparent)]
    NotAPerson(#[from] NotAPerson),
    /// Only a fact or a date tells this.
    #[error("Only the system records this.")]
    SystemOnly,
    /// The caller has another role on the staff.
    #[error("Only a triage officer or a case officer may open an application.")]
    OpenerNeeded,
    /// The caller has another role on the staff.
    #[error("Only a case officer may give the preliminary assessment.")]
    CaseOfficerNeeded,
    /// The caller is a member of the applicant organisation.
    #[error("You are a member of the applicant organisation: somebody else must judge its request.")]
    OwnOrganisation,
    /// The caller does not work on it today.
    #[error(
        "Only the application's lead and its collaborators, as members of the applicant organisation, may do this."
    )]
    DrafterNeeded,
    /// The caller does not lead it today.
    #[error(
        "Only the application's lead may do this; who leads it is set once more by the organisation's administrator when the lead has left."
    )]
    LeadNeeded,
    /// The caller leads no applications there.
    #[error("Only someone who leads applications of the organisation today may copy one of its applications.")]
    OrganisationLeadNeeded,
    /// The lead can name the next one.
    #[error("Its lead is still a member of the organisation and names the next one.")]
    LeadNotGone,
    /// The administrator can name the next lead.
    #[error("The organisation has an administrator, who names the next lead.")]
    AdministratorThere,
    /// Wrong, used, expired and revoked are all the same.
    #[error("This invitation is not known, or can no longer be used. Ask the application's lead for a new one.")]
    InvitationUnknown,
    /// As many as may be.
    #[error(
        "As many people as may be are invited: wait until some have answered, take invitations back, or go on tomorrow."
    )]
    InvitationsTooMany,
    /// The caller has another role on the staff.
    #[error("Only the advisory groups' secretariat may record an early view.")]
    SecretariatNeeded,
    /// No group's early view is awaited.
    #[error("No advisory group's early view is wanted, or each was given.")]
    ViewNotWanted,
    /// The refusal of the last change may be set aside.
    #[error("The refusal of the last change is being looked at again: wait for what comes of it.")]
    UnderDecisionReview,
    /// What was noted speaks against it.
    #[error("The notes say that this is not feasible or belongs elsewhere: change them first, or redirect it.")]
    AssessmentSaysNo,
    /// Not both judgements were written down.
    #[error("Say first whether this is feasible and whether it belongs here: both are needed to accept it.")]
    JudgementsMissing,
    /// Nothing was written, or it was redacted.
    #[error("There is nothing to copy.")]
    NothingToCopy,
    /// Nothing may be written yet.
    #[error("The preliminary assessment is still open: the draft may be written once it is accepted.")]
    PreliminaryOpen,
    /// It was assessed before.
    #[error("The preliminary assessment of this application is over.")]
    PreliminaryOver,
    /// No longer a draft.
    #[error("This application was submitted: it can no longer be changed; what is asked about it can be answered.")]
    AlreadySubmitted,
    /// Decided upon.
    #[error("This application was decided: it can no longer be withdrawn.")]
    AlreadyDecided,
    /// Refused, redirected, withdrawn or lapsed.
    #[error("This application is over: raise an enquiry to begin anew.")]
    Over,
    /// Nothing is asked about it now.
    #[error("This application is not under review: no clarification is open.")]
    NotUnderReview,
    /// No such clarification.
    #[error("There is no such clarification.")]
    ClarificationUnknown,
    /// Its latest round was answered.
    #[error("This clarification was answered: it is being read.")]
    ClarificationAnswered,
    /// Settled.
    #[error("This clarification is settled.")]
    ClarificationResolved,
    /// There is nothing to change.
    #[error("Only an agreement that is in force and not suspended can be changed.")]
    NotInForce,
    /// One change at a time.
    #[error("A change to this agreement is under way: finish or withdraw it first.")]
    ChangeUnderWay,
    /// Some values cannot be accepted.
    #[error("Some of what you wrote cannot be accepted.")]
    Unacceptable {
        /// Which fields, and why.
        errors: Vec<FieldError>,
    },
    /// Rules block its submission.
    #[error("The application cannot be submitted yet: see what each rule found.")]
    RulesNotMet {
        /// What they found.
        findings: Vec<Finding>,
    },
}

impl Refuse for Refusal {
    fn kind(&self) -> RefusalKind {
        match self {
            Self::Unknown | Self::ClarificationUnknown | Self::InvitationUnknown => RefusalKind::NotFound,
            Self::NotAPerson(reason) => reason.kind(),
            Self::SystemOnly
            | Self::InterestNotDeclared
            | Self::InterestDeclared
            | Self::OpenerNeeded
            | Self::CaseOfficerNeeded
            | Self::SecretariatNeeded
            | Self::OwnOrganisation
            | Self::DrafterNeeded
            | Self::LeadNeeded
            | Self::OrganisationLeadNeeded => RefusalKind::Forbidden,
            Self::Exists
            | Self::LeadNotGone
            | Self::AdministratorThere
            | Self::InvitationsTooMany
            | Self::AssessmentSaysNo
            | Self::ViewNotWanted
            | Self::UnderDecisionReview
            | Self::JudgementsMissing
            | Self::NothingToCopy
            | Self::PreliminaryOpen
            | Self::PreliminaryOver
            | Self::AlreadySubmitted
            | Self::AlreadyDecided
            | Self::Over
            | Self::NotUnderReview
            | Self::ClarificationAnswered
            | Self::ClarificationResolved
            | Self::NotInForce
            | Self::ChangeUnderWay => RefusalKind::WrongState,
            Self::Unacceptable { .. } | Self::RulesNotMet { .. } => RefusalKind::Unacceptable,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "application-unknown",
            Self::InterestNotDeclared => "interest-not-declared",
            Self::InterestDeclared => "interest-declared",
            Self::Exists => "application-exists",
            Self::NotAPerson(reason) => reason.code(),
            Self::SystemOnly => "system-only",
            Self::OpenerNeeded | Self::CaseOfficerNeeded | Self::SecretariatNeeded => "role-needed",
            Self::OwnOrganisation => "own-organisation",
            Self::DrafterNeeded => "lead-or-collaborator-needed",
            Self::LeadNeeded => "lead-needed",
            Self::OrganisationLeadNeeded => "organisation-lead-needed",
            Self::LeadNotGone => "lead-not-gone",
            Self::AdministratorThere => "administrator-there",
            Self::InvitationUnknown => "invitation-unknown",
            Self::InvitationsTooMany => "invitations-too-many",
            Self::AssessmentSaysNo => "assessment-says-no",
            Self::ViewNotWanted => "early-view-not-wanted",
            Self::UnderDecisionReview => "decision-under-review",
            Self::JudgementsMissing => "judgements-missing",
            Self::NothingToCopy => "nothing-to-copy",
            Self::PreliminaryOpen => "preliminary-assessment-open",
            Self::PreliminaryOver => "preliminary-assessment-over",
            Self::AlreadySubmitted => "already-submitted",
            Self::AlreadyDecided => "already-decided",
            Self::Over => "application-over",
            Self::NotUnderReview => "not-under-review",
            Self::ClarificationUnknown => "clarification-unknown",
            Self::ClarificationAnswered => "clarification-answered",
            Self::ClarificationResolved => "clarification-resolved",
            Self::NotInForce => "agreement-not-in-force",
            Self::ChangeUnderWay => "change-under-way",
            Self::Unacceptable { .. } => "values-unacceptable",
            Self::RulesNotMet { .. } => "rules-not-met",
        }
    }

    fn detail(&self) -> String {
        self.to_string()
    }

    fn errors(&self) -> Vec<FieldError> {
        match self {
            Self::RulesNotMet { findings } => findings.iter().cloned().map(FieldError::from).collect(),
            Self::Unacceptable { errors } => errors.clone(),
            Self::Unknown
            | Self::InterestNotDeclared
            | Self::InterestDeclared
            | Self::Exists
            | Self::NotAPerson(_)
            | Self::SystemOnly
            | Self::OpenerNeeded
            | Self::CaseOfficerNeeded
            | Self::SecretariatNeeded
            | Self::ViewNotWanted
            | Self::UnderDecisionReview
            | Self::OwnOrganisation
            | Self::DrafterNeeded
            | Self::LeadNeeded
            | Self::OrganisationLeadNeeded
            | Self::LeadNotGone
            | Self::AdministratorThere
            | Self::InvitationUnknown
            | Self::InvitationsTooMany
            | Self::AssessmentSaysNo
            | Self::JudgementsMissing
            | Self::NothingToCopy
            | Self::PreliminaryOpen
            | Self::PreliminaryOver
            | Self::AlreadySubmitted
            | Self::AlreadyDecided
            | Self::Over
            | Self::NotUnderReview
            | Self::ClarificationUnknown
            | Self::ClarificationAnswered
            | Self::ClarificationResolved
            | Self::NotInForce
            | Self::ChangeUnderWay => Vec::new(),
        }
    }
}
