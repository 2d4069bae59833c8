//! What only a signed-in human may do.

use dars_vocabulary::{Actor, ActorKind, RefusalKind, Refuse};

/// The caller is no signed-in person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAPerson {
    /// Nobody is signed in.
    #[error("Sign in first.")]
    SignInNeeded,
    /// A machine, or one of our own services.
    #[error("Only a person may do this: sign in as one.")]
    PersonNeeded,
}

impl Refuse for NotAPerson {
    fn kind(&self) -> RefusalKind {
        match self {
            Self::SignInNeeded => RefusalKind::SignInNeeded,
            Self::PersonNeeded => RefusalKind::Forbidden,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::SignInNeeded => "sign-in-needed",
            Self::PersonNeeded => "person-needed",
        }
    }

    fn detail(&self) -> String {
        self.to_string()
    }
}

/// Refuses everyone but a signed-in person.
pub fn person_needed(actor: &Actor) -> Result<(), NotAPerson> {
    match actor.kind {
        ActorKind::Person => Ok(()),
        ActorKind::Public => Err(NotAPerson::SignInNeeded),
        ActorKind::Machine | ActorKind::System => Err(NotAPerson::PersonNeeded),
    }
}
