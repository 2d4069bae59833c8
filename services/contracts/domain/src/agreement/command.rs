//! What can be asked of an agreement.

use dars_messages::facts::contracts::{AgreementDocument, Side};
use dars_vocabulary::OrganisationId;

use super::Draft;

/// A command.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Draft it from an approved version (System, on `application_approved`).
    Draft(Draft),
    /// Issue it for signature (a case officer).
    Issue {
        /// What will be signed, made by [`super::document`].
        document: Box<AgreementDocument>,
        /// SHA-256 in hex of its canonical JSON.
        sha256: String,
    },
    /// Sign it (a person with confirmed authority).
    Sign {
        /// SHA-256 in hex of what the signatory read.
        sha256: String,
        /// On which side.
        side: Side,
        /// For which organisation.
        organisation: OrganisationId,
    },
    /// A date may have made something true (System).
    DatesPassed,
}
