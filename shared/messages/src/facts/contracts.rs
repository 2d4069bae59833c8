//! What `contracts` tells.

use dars_vocabulary::{ApplicationContent, ContractRef, DocumentVersion, Nic, OrganisationId, code::Territory};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::fact;

/// The side a signature stands for (V24).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The applicant organisation or a controller.
    Organisation,
    /// The data body.
    Body,
}

/// What is signed: its canonical JSON (RFC 8785) has the SHA-256 that every signature quotes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementDocument {
    /// The agreement.
    pub nic: Nic,
    /// The version.
    pub version: DocumentVersion,
    /// The applicant organisation.
    pub applicant: OrganisationId,
    /// The data body.
    pub body: OrganisationId,
    /// The approved version it was drafted from.
    pub application_version: DocumentVersion,
    /// SHA-256 in hex of that version.
    pub application_sha256: String,
    /// First day.
    pub start: Date,
    /// Last day, to midnight London.
    pub end: Date,
    /// Where data may be used.
    pub territory: Territory,
    /// The approved sections.
    pub content: ApplicationContent,
    /// Conditions of the decision, if any.
    pub special_conditions: Vec<String>,
}

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
    /// An agreement was drafted from an approved version.
    Public Contracts "agreement_drafted" v 1 AgreementDraftedV1 by nic {
        /// The agreement.
        nic: Nic,
        /// The version it will be issued as.
        version: DocumentVersion,
        /// The applicant organisation.
        organisation: OrganisationId,
    }
);
fact!(
    /// The whole of an issued version, for the register.
    Internal Contracts "agreement_version" v 1 AgreementVersionV1 by nic {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// SHA-256 in hex of the document's canonical JSON.
        sha256: String,
        /// What was issued; `None` once redacted.
        document: Option<AgreementDocument>,
    }
);
fact!(
    /// An agreement was issued for signature.
    Public Contracts "agreement_issued" v 1 AgreementIssuedV1 by nic {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// SHA-256 in hex that every signature must quote.
        sha256: String,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// The organisations that must sign, the data body among them.
        signing_organisations: Vec<OrganisationId>,
        /// First day.
        start: Date,
        /// Last day.
        end: Date,
        /// The day of issue in London.
        issued_on: Date,
    }
);
fact!(
    /// A party signed; not who.
    Public Contracts "agreement_signature_recorded" v 1 AgreementSignatureRecordedV1 by nic {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// For which organisation.
        organisation: OrganisationId,
        /// On which side.
        side: Side,
    }
);
fact!(
    /// Every party has signed.
    Public Contracts "agreement_signed" v 1 AgreementSignedV1 by nic {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// First day.
        start: Date,
        /// Last day.
        end: Date,
    }
);
fact!(
    /// An agreement is in force.
    Public Contracts "agreement_activated" v 1 AgreementActivatedV1 by nic {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// SHA-256 in hex of what was signed.
        sha256: String,
        /// First day.
        start: Date,
        /// Last day, to midnight London.
        end: Date,
    }
);
fact!(
    /// An agreement ends within 90 days.
    Public Contracts "agreement_expiring" v 1 AgreementExpiringV1 by nic {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// Last day.
        end: Date,
    }
);
fact!(
    /// An agreement's last day has passed.
    Public Contracts "agreement_expired" v 1 AgreementExpiredV1 by nic {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// Its last day.
        end: Date,
    }
);
fact!(
    /// The content of an earlier message of this owner was emptied; hearers empty their copies.
    Internal Contracts "redacted" v 1 ContractsRedactedV1 by reference {
        /// What it was about.
        reference: String,
        /// The messages that were emptied.
        events: Vec<Uuid>,
    }
);
