//! Why a command about a mail is refused.

use dars_vocabulary::{RefusalKind, Refuse};

use crate::NotAPerson;

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No such mail, or not for the caller to know of.
    #[error("There is no such mail.")]
    Unknown,
    /// The id is taken.
    #[error("A mail with this id was received before.")]
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
    /// The incident lead has not looked at it.
    #[error("This mail may tell of an incident: the incident lead looks at it first, or file it.")]
    NotLookedAt,
    /// Nobody thought that it may tell of an incident, or the lead has looked.
    #[error("Nothing here waits for the incident lead to look.")]
    NothingSuspected,
    /// It was filed, thrown away or emptied.
    #[error("This mail was dealt with already.")]
    Settled,
    /// The system's command, from someone who is not the system.
    #[error("Only the system receives mails and tells what dates have made true.")]
    SystemOnly,
}

impl Refuse for Refusal {
    fn kind(&self) -> RefusalKind {
        match self {
            Self::Unknown => RefusalKind::NotFound,
            Self::NotAPerson(reason) => reason.kind(),
            Self::RoleNeeded { .. } | Self::SystemOnly => RefusalKind::Forbidden,
            Self::Exists | Self::Settled | Self::NotLookedAt | Self::NothingSuspected => RefusalKind::WrongState,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "mail-unknown",
            Self::Exists => "mail-exists",
            Self::NotAPerson(reason) => reason.code(),
            Self::RoleNeeded { .. } => "role-needed",
            Self::NotLookedAt => "incident-not-looked-at",
            Self::NothingSuspected => "no-incident-suspected",
            Self::Settled => "mail-settled",
            Self::SystemOnly => "system-only",
        }
    }

    fn detail(&self) -> String {
        self.to_string()
    }
}
