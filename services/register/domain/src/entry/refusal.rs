//! Why an entry says no.

use dars_vocabulary::{FieldError, Finding, RefusalKind, Refuse};

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody is signed in.
    #[error("Sign in first.")]
    SignInNeeded,
    /// A machine cannot do this.
    #[error("Only a person who signed in may do this; a machine's token is not enough.")]
    PersonNeeded,
    /// A person cannot do this.
    #[error("Only the system itself does this, on a fact.")]
    SystemOnly,
    /// There is no such entry, or the caller may not know of it.
    #[error("There is no such entry.")]
    NotFound,
    /// Only the publisher publishes.
    #[error("Only a register publisher publishes an entry.")]
    PublisherNeeded,
    /// Its agreement is not in force.
    #[error("The agreement is not in force: only what is or was in force is published.")]
    NotInForce,
    /// It stands in the register.
    #[error("The entry is published already.")]
    AlreadyPublished,
    /// Its content was redacted.
    #[error("The version's content was redacted, so there is nothing to publish.")]
    ContentRedacted,
    /// V33 is not met.
    #[error("The entry cannot be published until its errors are put right.")]
    RulesNotMet(Vec<Finding>),
}

impl Refuse for Refusal {
    fn kind(&self) -> RefusalKind {
        match self {
            Self::SignInNeeded => RefusalKind::SignInNeeded,
            Self::PersonNeeded | Self::SystemOnly | Self::PublisherNeeded => RefusalKind::Forbidden,
            Self::NotFound => RefusalKind::NotFound,
            Self::NotInForce | Self::AlreadyPublished | Self::ContentRedacted => RefusalKind::WrongState,
            Self::RulesNotMet(_) => RefusalKind::Unacceptable,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::SignInNeeded => "sign-in-needed",
            Self::PersonNeeded => "person-needed",
            Self::SystemOnly => "system-only",
            Self::NotFound => "entry-not-found",
            Self::PublisherNeeded => "register-publisher-needed",
            Self::NotInForce => "agreement-not-in-force",
            Self::AlreadyPublished => "already-published",
            Self::ContentRedacted => "content-redacted",
            Self::RulesNotMet(_) => "rules-not-met",
        }
    }

    fn detail(&self) -> String {
        self.to_string()
    }

    fn errors(&self) -> Vec<FieldError> {
        match self {
            Self::RulesNotMet(findings) => findings.iter().cloned().map(FieldError::from).collect(),
            Self::SignInNeeded
            | Self::PersonNeeded
            | Self::SystemOnly
            | Self::NotFound
            | Self::PublisherNeeded
            | Self::NotInForce
            | Self::AlreadyPublished
            | Self::ContentRedacted => Vec::new(),
        }
    }
}
