//! What can be asked of a framework contract.

use dars_messages::facts::contracts::Side;
use dars_vocabulary::{ContractRef, OrganisationId, code::TerminationReason};
use jiff::civil::Date;

use super::{Contract, FrameworkDocument, Successor};

/// A command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Record a contract that both sides have signed elsewhere (System).
    Record(Contract),
    /// Ask for one (a member of the organisation, or a case officer for it).
    Request {
        /// The contract.
        contract: ContractRef,
        /// The organisation it shall bind.
        organisation: OrganisationId,
    },
    /// Set its terms, or set them anew (a case officer).
    Draft {
        /// The version of the template.
        template_version: String,
        /// First day.
        start: Date,
        /// Last day.
        end: Date,
    },
    /// Issue it for signature (a case officer).
    Issue {
        /// What will be signed, made by [`super::document`].
        document: Box<FrameworkDocument>,
        /// SHA-256 in hex of its canonical JSON.
        sha256: String,
    },
    /// Sign it (a person with confirmed authority).
    Sign {
        /// SHA-256 in hex of what the signatory read.
        sha256: String,
        /// On which side.
        side: Side,
    },
    /// End it before its last day (a case officer).
    Terminate {
        /// Why.
        reason: TerminationReason,
        /// In words, for the organisation and staff.
        note: Option<String>,
    },
    /// Another contract of the organisation takes its place, or no longer does (System).
    Succeed(Option<Successor>),
    /// The date may have made something true (System).
    DatesPassed,
}
