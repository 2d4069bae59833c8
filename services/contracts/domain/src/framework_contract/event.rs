//! What happens to a framework contract.

use dars_messages::facts::contracts::FrameworkContractEnd;
use dars_vocabulary::{ContractRef, OrganisationId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Contract, Draft, Issued, Request, Signature, Successor, Termination};

/// A domain event; each carries what its facts need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// It was recorded as signed elsewhere; nothing is told outside until it is in force.
    FrameworkContractRecorded(Contract),
    /// An organisation asks for one.
    FrameworkContractRequested(Request),
    /// Its terms were set, or set anew.
    FrameworkContractDrafted(Draft),
    /// It was issued for signature.
    FrameworkContractIssued(Issued),
    /// One side signed.
    FrameworkContractSignatureRecorded {
        /// The contract.
        contract: ContractRef,
        /// For which organisation.
        organisation: OrganisationId,
        /// The signature.
        signature: Signature,
    },
    /// It is in force, between these days.
    FrameworkContractActivated(Contract),
    /// Another contract of the organisation takes its place, or no longer does.
    FrameworkContractSuccessionSet {
        /// The contract.
        contract: ContractRef,
        /// The other, and from when.
        successor: Option<Successor>,
    },
    /// It ends within 90 days.
    FrameworkContractExpiring {
        /// The contract.
        contract: ContractRef,
        /// The organisation it binds.
        organisation: OrganisationId,
        /// Last day.
        end: Date,
    },
    /// Its dates have ended it.
    FrameworkContractEnded {
        /// The contract.
        contract: ContractRef,
        /// The organisation it bound.
        organisation: OrganisationId,
        /// Its last day in force.
        ended_on: Date,
        /// Why.
        why: FrameworkContractEnd,
    },
    /// An officer ended it.
    FrameworkContractTerminated {
        /// The contract.
        contract: ContractRef,
        /// The organisation it bound, or was to bind.
        organisation: OrganisationId,
        /// The day on which it was ended.
        ended_on: Date,
        /// How.
        termination: Termination,
    },
}

impl Event {
    /// The event's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::FrameworkContractRecorded(_) => "framework_contract_recorded",
            Self::FrameworkContractRequested(_) => "framework_contract_requested",
            Self::FrameworkContractDrafted(_) => "framework_contract_drafted",
            Self::FrameworkContractIssued(_) => "framework_contract_issued",
            Self::FrameworkContractSignatureRecorded { .. } => "framework_contract_signature_recorded",
            Self::FrameworkContractActivated(_) => "framework_contract_activated",
            Self::FrameworkContractSuccessionSet { .. } => "framework_contract_succession_set",
            Self::FrameworkContractExpiring { .. } => "framework_contract_expiring",
            Self::FrameworkContractEnded { .. } => "framework_contract_ended",
            Self::FrameworkContractTerminated { .. } => "framework_contract_terminated",
        }
    }
}
