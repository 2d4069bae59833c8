//! Why a command about an organisation is refused.

use dars_vocabulary::{FieldError, RefusalKind, Refuse};

use crate::NotAPerson;

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody confirms their own authority to sign.
    #[error("You cannot confirm your own authority to sign: another person must.")]
    OwnAuthority,
    /// Records come from fixtures for now.
    #[error("Organisations and their people are loaded by the system; no caller may change them.")]
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
            Self::OwnAuthority | Self::SystemOnly | Self::RoleNeeded | Self::OwnOrganisation => RefusalKind::Forbidden,
            Self::NotAPerson(reason) => reason.kind(),
            Self::Unknown => RefusalKind::NotFound,
            Self::Exists | Self::MembershipToCome => RefusalKind::WrongState,
            Self::Unacceptable { .. } => RefusalKind::Unacceptable,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::OwnAuthority => "own-authority",
            Self::SystemOnly => "system-only",
            Self::NotAPerson(reason) => reason.code(),
            Self::RoleNeeded => "role-needed",
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
            | Self::MembershipToCome => Vec::new(),
        }
    }
}
