//! Why a command about an enquiry is refused.

use dars_vocabulary::{FieldError, RefusalKind, Refuse};

use crate::NotAPerson;

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No such enquiry, or not for the caller to know of.
    #[error("There is no such enquiry.")]
    Unknown,
    /// The reference is taken.
    #[error("An enquiry with this reference was raised before.")]
    Exists,
    /// The caller is no signed-in person.
    #[error(transparent)]
    NotAPerson(#[from] NotAPerson),
    /// The caller has another role.
    #[error("Only {who} may do this.")]
    RoleNeeded {
        /// Who may.
        who: &'static str,
    },
    /// Only staff log what came by mail or telephone.
    #[error("Only an officer logs an enquiry that came by e-mail or telephone: choose the channel `web`.")]
    ChannelForOfficers,
    /// A date's command, from someone who is not the system.
    #[error("Only the system tells what dates have made true.")]
    SystemOnly,
    /// Nobody has it who could ask.
    #[error("No team has this enquiry yet: route it to one first.")]
    NotRouted,
    /// The enquirer was asked, and their reply is awaited.
    #[error("The enquirer was asked already: wait for the reply, or add a message.")]
    AskedAlready,
    /// It ended.
    #[error("This enquiry is over: reopen it first.")]
    Over,
    /// It goes on in another one.
    #[error("This enquiry was merged into another: write to its enquirer, answer it, or reopen it to go on here.")]
    Merged,
    /// An officer has it.
    #[error("An officer has this enquiry already: a team manager can give it to you.")]
    HasOwner,
    /// Another team than was suggested, without a reason.
    #[error("Another team was suggested: say why it goes to this one.")]
    ReasonNeeded,
    /// Merged into itself.
    #[error("An enquiry is not merged into itself: name the other one.")]
    MergedWithItself,
    /// Others were merged into this one.
    #[error("Others were merged into this enquiry: merge the other one into it instead.")]
    HasMerged,
    /// The other one is over.
    #[error("That enquiry is over: reopen it first, or mark this one as its duplicate.")]
    OtherOver,
    /// It did not end.
    #[error("This enquiry is open: there is nothing to reopen.")]
    Open,
    /// A duplicate of itself.
    #[error("An enquiry is no duplicate of itself: name the other one.")]
    DuplicateOfItself,
    /// A duplicate of one that is not known.
    #[error("There is no enquiry with that reference: name another.")]
    OtherUnknown,
    /// A duplicate of a duplicate.
    #[error("That enquiry is a duplicate too: name the one that it duplicates.")]
    OtherIsDuplicate,
    /// It is an application now.
    #[error("This enquiry became an application: go on there.")]
    Converted,
    /// Nobody thought that it may be an incident, or the lead has looked.
    #[error("Nothing here waits for the incident lead to look.")]
    NothingSuspected,
    /// The applicant organisation is not in the records.
    #[error("The organisation is not registered: register it first, or choose another.")]
    OrganisationUnknown,
    /// The lead is no member of the applicant organisation today.
    #[error("The lead is not a lead or collaborator of that organisation today: invite them first, or choose another.")]
    LeadNotAMember,
    /// Values that cannot be taken.
    #[error("Some values cannot be accepted: see each field.")]
    Unacceptable {
        /// Which.
        errors: Vec<FieldError>,
    },
}

impl Refuse for Refusal {
    fn kind(&self) -> RefusalKind {
        match self {
            Self::Unknown => RefusalKind::NotFound,
            Self::NotAPerson(reason) => reason.kind(),
            Self::RoleNeeded { .. } | Self::ChannelForOfficers | Self::SystemOnly => RefusalKind::Forbidden,
            Self::Exists
            | Self::NotRouted
            | Self::AskedAlready
            | Self::Over
            | Self::Open
            | Self::Merged
            | Self::HasOwner
            | Self::HasMerged
            | Self::NothingSuspected
            | Self::Converted => RefusalKind::WrongState,
            Self::DuplicateOfItself
            | Self::MergedWithItself
            | Self::ReasonNeeded
            | Self::OtherOver
            | Self::OtherUnknown
            | Self::OtherIsDuplicate
            | Self::OrganisationUnknown
            | Self::LeadNotAMember
            | Self::Unacceptable { .. } => RefusalKind::Unacceptable,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "enquiry-unknown",
            Self::Exists => "enquiry-exists",
            Self::NotAPerson(reason) => reason.code(),
            Self::RoleNeeded { .. } => "role-needed",
            Self::ChannelForOfficers => "channel-for-officers",
            Self::SystemOnly => "system-only",
            Self::NotRouted => "enquiry-not-routed",
            Self::AskedAlready => "enquirer-asked-already",
            Self::Over => "enquiry-over",
            Self::Merged => "enquiry-merged",
            Self::HasOwner => "enquiry-has-owner",
            Self::ReasonNeeded => "reason-needed",
            Self::MergedWithItself => "merged-with-itself",
            Self::HasMerged => "enquiry-has-merged",
            Self::OtherOver => "other-enquiry-over",
            Self::Open => "enquiry-open",
            Self::DuplicateOfItself => "duplicate-of-itself",
            Self::OtherUnknown => "other-enquiry-unknown",
            Self::OtherIsDuplicate => "other-enquiry-duplicate",
            Self::NothingSuspected => "no-incident-suspected",
            Self::Converted => "enquiry-converted",
            Self::OrganisationUnknown => "organisation-unknown",
            Self::LeadNotAMember => "lead-not-a-member",
            Self::Unacceptable { .. } => "values-unacceptable",
        }
    }

    fn detail(&self) -> String {
        self.to_string()
    }

    fn errors(&self) -> Vec<FieldError> {
        let field = |pointer: &str| {
            vec![FieldError { pointer: pointer.to_owned(), code: self.code().to_owned(), detail: self.detail() }]
        };
        match self {
            Self::Unacceptable { errors } => errors.clone(),
            Self::OrganisationUnknown => field("/organisation"),
            Self::LeadNotAMember => field("/lead"),
            Self::ChannelForOfficers => field("/channel"),
            Self::DuplicateOfItself | Self::OtherUnknown | Self::OtherIsDuplicate => field("/of"),
            Self::ReasonNeeded => field("/reason"),
            Self::MergedWithItself | Self::OtherOver => field("/into"),
            Self::Unknown
            | Self::Exists
            | Self::NotAPerson(_)
            | Self::RoleNeeded { .. }
            | Self::SystemOnly
            | Self::NotRouted
            | Self::AskedAlready
            | Self::Over
            | Self::Open
            | Self::Merged
            | Self::HasOwner
            | Self::HasMerged
            | Self::NothingSuspected
            | Self::Converted => Vec::new(),
        }
    }
}
