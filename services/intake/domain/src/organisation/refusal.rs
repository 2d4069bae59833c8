//! Why a command about an organisation is refused.

use dars_vocabulary::{FieldError, RefusalKind, Refuse};

use crate::NotAPerson;

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody confirms their own authority to sign.
    #[error("You cannot confirm your own authority to sign: another person must.")]
    OwnAuthority,
    /// What fixtures bring in.
    #[error("This is loaded by the system; no caller may do it.")]
    SystemOnly,
    /// The caller is no signed-in person.
    #[error(transparent)]
    NotAPerson(#[from] NotAPerson),
    /// The caller has another role.
    #[error("Only a case officer or a security reviewer may do this.")]
    RoleNeeded,
    /// Nobody accepts what their own organisation shows.
    #[error("You belong to this organisation: another officer must record what it shows.")]
    OwnOrganisation,
    /// Not in the records.
    #[error("There is no such organisation: register it first.")]
    Unknown,
    /// The code is taken by another entity.
    #[error("An organisation with this code is registered with another name or type.")]
    Exists,
    /// A membership cannot begin before its day.
    #[error("Your membership of this organisation begins later: accept on that day or after it.")]
    MembershipToCome,
    /// Another role may take one in.
    #[error("Only a case officer or a triage officer may do this.")]
    EnrollerNeeded,
    /// Another role keeps its records.
    #[error("Only a case officer may do this.")]
    CaseOfficerNeeded,
    /// It keeps its own people.
    #[error("Only the organisation's administrator may do this.")]
    AdministratorNeeded,
    /// It keeps its own people.
    #[error("The organisation has an administrator, who does this.")]
    AdministratorThere,
    /// Nobody gives themselves a role.
    #[error("You cannot say what you are yourself: another person must.")]
    OwnRole,
    /// Taken in before.
    #[error("This person is a member already: change their membership.")]
    MemberAlready,
    /// No such member.
    #[error("There is no such member.")]
    MemberUnknown,
    /// It ended.
    #[error("This membership has ended: add the person anew.")]
    MemberOver,
    /// An authority rests on a membership.
    #[error("Only a member whose role is signatory may be allowed to sign: give them that role first.")]
    SignatoryNeeded,
    /// Nothing waits.
    #[error("Nobody has asked that this person may sign.")]
    NotAsked,
    /// Four eyes.
    #[error("You asked for this authority: another person must confirm it.")]
    AskedByYou,
    /// No such authority.
    #[error("This person has no confirmed authority to sign.")]
    AuthorityUnknown,
    /// It ended.
    #[error("This authority has ended.")]
    AuthorityOver,
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
            Self::OwnAuthority
            | Self::SystemOnly
            | Self::RoleNeeded
            | Self::EnrollerNeeded
            | Self::CaseOfficerNeeded
            | Self::AdministratorNeeded
            | Self::OwnRole
            | Self::AskedByYou
            | Self::OwnOrganisation => RefusalKind::Forbidden,
            Self::NotAPerson(reason) => reason.kind(),
            Self::Unknown | Self::MemberUnknown | Self::AuthorityUnknown => RefusalKind::NotFound,
            Self::Exists
            | Self::MembershipToCome
            | Self::AdministratorThere
            | Self::MemberAlready
            | Self::MemberOver
            | Self::SignatoryNeeded
            | Self::NotAsked
            | Self::AuthorityOver => RefusalKind::WrongState,
            Self::Unacceptable { .. } => RefusalKind::Unacceptable,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::OwnAuthority => "own-authority",
            Self::SystemOnly => "system-only",
            Self::NotAPerson(reason) => reason.code(),
            Self::RoleNeeded | Self::EnrollerNeeded | Self::CaseOfficerNeeded => "role-needed",
            Self::AdministratorNeeded => "administrator-needed",
            Self::AdministratorThere => "administrator-there",
            Self::OwnRole => "own-role",
            Self::MemberAlready => "member-already",
            Self::MemberUnknown => "member-unknown",
            Self::MemberOver => "membership-over",
            Self::SignatoryNeeded => "signatory-needed",
            Self::NotAsked => "authority-not-asked",
            Self::AskedByYou => "asked-by-you",
            Self::AuthorityUnknown => "authority-unknown",
            Self::AuthorityOver => "authority-over",
            Self::OwnOrganisation => "own-organisation",
            Self::Unknown => "organisation-unknown",
            Self::Exists => "organisation-exists",
            Self::MembershipToCome => "membership-to-come",
            Self::Unacceptable { .. } => "values-unacceptable",
        }
    }

    fn detail(&self) -> String {
        self.to_string()
    }

    fn errors(&self) -> Vec<FieldError> {
        match self {
            Self::Unacceptable { errors } => errors.clone(),
            Self::OwnAuthority
            | Self::SystemOnly
            | Self::NotAPerson(_)
            | Self::RoleNeeded
            | Self::OwnOrganisation
            | Self::Unknown
            | Self::Exists
            | Self::EnrollerNeeded
            | Self::CaseOfficerNeeded
            | Self::AdministratorNeeded
            | Self::AdministratorThere
            | Self::OwnRole
            | Self::MemberAlready
            | Self::MemberUnknown
            | Self::MemberOver
            | Self::SignatoryNeeded
            | Self::NotAsked
            | Self::AskedByYou
            | Self::AuthorityUnknown
            | Self::AuthorityOver
            | Self::MembershipToCome => Vec::new(),
        }
    }
}
