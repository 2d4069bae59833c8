//! Of framework contracts.

use dars_vocabulary::{ContractRef, OrganisationId};
use jiff::civil::Date;

use super::{FrameworkContractEnd, Side};
use crate::facts::fact;

fact!(
    /// A framework contract is in force.
    Public Contracts "framework_contract_activated" v 1 FrameworkContractActivatedV1 by contract {
        /// The contract.
        contract: ContractRef,
        /// The organisation it binds.
        organisation: OrganisationId,
        /// First day.
        start: Date,
        /// Last day.
        end: Date,
    }
);
fact!(
    /// An organisation asks for a framework contract.
    Public Contracts "framework_contract_requested" v 1 FrameworkContractRequestedV1 by contract {
        /// The contract.
        contract: ContractRef,
        /// The organisation it binds.
        organisation: OrganisationId,
    }
);
fact!(
    /// A framework contract was issued for signature.
    Public Contracts "framework_contract_issued" v 1 FrameworkContractIssuedV1 by contract {
        /// The contract.
        contract: ContractRef,
        /// The organisation it binds.
        organisation: OrganisationId,
        /// SHA-256 in hex that every signature must quote.
        sha256: String,
        /// The organisations that must sign, the data body among them.
        signing_organisations: Vec<OrganisationId>,
        /// The day of issue in London.
        issued_on: Date,
        /// First day.
        start: Date,
        /// Last day.
        end: Date,
    }
);
fact!(
    /// A side signed a framework contract; not who.
    Public Contracts "framework_contract_signature_recorded" v 1 FrameworkContractSignatureRecordedV1 by contract {
        /// The contract.
        contract: ContractRef,
        /// For which organisation.
        organisation: OrganisationId,
        /// On which side.
        side: Side,
    }
);
fact!(
    /// A framework contract ends within 90 days.
    Public Contracts "framework_contract_expiring" v 1 FrameworkContractExpiringV1 by contract {
        /// The contract.
        contract: ContractRef,
        /// The organisation it binds.
        organisation: OrganisationId,
        /// Last day.
        end: Date,
    }
);
fact!(
    /// A framework contract is over, and why.
    Public Contracts "framework_contract_ended" v 1 FrameworkContractEndedV1 by contract {
        /// The contract.
        contract: ContractRef,
        /// The organisation it binds.
        organisation: OrganisationId,
        /// Its last day in force.
        ended_on: Date,
        /// Why.
        why: FrameworkContractEnd,
    }
);
