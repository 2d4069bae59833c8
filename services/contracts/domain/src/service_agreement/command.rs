//! What can be asked of a service agreement.

use dars_messages::facts::contracts::Side;
use dars_vocabulary::PersonId;

use super::ServiceQuote;

/// A command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Quote it (a case officer).
    Quote {
        /// What is quoted, made by [`super::quote`].
        document: Box<ServiceQuote>,
        /// SHA-256 in hex of its canonical JSON.
        sha256: String,
    },
    /// Order it (a lead or administrator of the organisation).
    Order,
    /// Sign it (a person with confirmed authority).
    Sign {
        /// SHA-256 in hex of what the signatory read.
        sha256: String,
        /// On which side.
        side: Side,
    },
    /// Say that the service is set up (a case officer or data production).
    Provision,
    /// Let users in (a case officer or data production).
    Activate,
    /// Say who works there, instead of who was said before (a lead or administrator of the organisation).
    SetUsers(Vec<PersonId>),
    /// A date, or the end of the agreement it belongs to, may have made something true (System).
    DatesPassed,
}
