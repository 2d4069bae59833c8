//! Of agreements, until they are in force.

use dars_vocabulary::{DocumentVersion, Nic, OrganisationId};
use jiff::civil::Date;
use uuid::Uuid;

use super::{AgreementDocument, ConditionDue, Side};
use crate::facts::fact;

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
        /// The listed processors, who sign nothing.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        processors: Vec<OrganisationId>,
        /// First day.
        start: Date,
        /// Last day.
        end: Date,
        /// The day of issue in London.
        issued_on: Date,
        /// The day on which it is void if not signed by all; absent: told by an older version of us.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        void_on: Option<Date>,
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
        /// The days by which its special conditions are due, by number; no text.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        conditions_due: Vec<ConditionDue>,
        /// The day by which the yearly review of section 251 support is due, or on which the support ends, if it has any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        section_251_until: Option<Date>,
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
    /// The content of an earlier message of this owner was emptied; hearers empty their copies.
    Internal Contracts "redacted" v 1 ContractsRedactedV1 by reference {
        /// What it was about.
        reference: String,
        /// The messages that were emptied.
        events: Vec<Uuid>,
    }
);
