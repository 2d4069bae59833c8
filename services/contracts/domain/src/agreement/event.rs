//! What happens to an agreement.

use dars_vocabulary::{DocumentVersion, Nic, OrganisationId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Draft, Issued, Signature};

/// A domain event; each carries what its facts need.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// Drafted from an approved version.
    AgreementDrafted(Draft),
    /// Issued for signature.
    AgreementIssued(Issued),
    /// One party signed.
    AgreementSignatureRecorded {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The signature.
        signature: Signature,
    },
    /// Every party has signed.
    AgreementSigned {
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
        /// The day of the last signature in London.
        signed_on: Date,
    },
    /// In force.
    AgreementActivated {
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
        /// Last day.
        end: Date,
    },
    /// Ends within 90 days.
    AgreementExpiring {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// Last day.
        end: Date,
    },
    /// Its last day has passed.
    AgreementExpired {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// Its last day.
        end: Date,
    },
}

impl Event {
    /// The event's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::AgreementDrafted(_) => "agreement_drafted",
            Self::AgreementIssued(_) => "agreement_issued",
            Self::AgreementSignatureRecorded { .. } => "agreement_signature_recorded",
            Self::AgreementSigned { .. } => "agreement_signed",
            Self::AgreementActivated { .. } => "agreement_activated",
            Self::AgreementExpiring { .. } => "agreement_expiring",
            Self::AgreementExpired { .. } => "agreement_expired",
        }
    }
}
