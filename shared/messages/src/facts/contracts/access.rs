//! Of access under an agreement: suspension, conditions, releases, service agreements.

use dars_vocabulary::{
    DocumentVersion, Nic, OrganisationId, ReleaseRef, ServiceAgreementRef,
    code::{AccessService, ReleaseKind, SuspensionReason},
};
use jiff::civil::Date;

use super::ServiceAgreementStage;
use crate::facts::fact;

fact!(
    /// Access under an agreement is suspended; why, as a code alone.
    Public Contracts "agreement_suspended" v 1 AgreementSuspendedV1 by nic {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// Why.
        reason: SuspensionReason,
    }
);
fact!(
    /// Access under an agreement is given back.
    Public Contracts "agreement_reinstated" v 1 AgreementReinstatedV1 by nic {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The applicant organisation.
        organisation: OrganisationId,
    }
);
fact!(
    /// A special condition was met, and accepted by an officer.
    Public Contracts "condition_met" v 1 ConditionMetV1 by nic {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// Its number in that version.
        number: u32,
    }
);
fact!(
    /// A release was made, or access to a system given.
    Public Contracts "data_released" v 1 DataReleasedV1 by nic {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The release.
        release: ReleaseRef,
        /// The data set, by the catalogue's id.
        dataset: String,
        /// File or system access.
        kind: ReleaseKind,
        /// How many files.
        file_count: u32,
        /// Whether the national data opt-out was applied.
        opt_outs_applied: bool,
        /// The day of release in London.
        released_on: Date,
    }
);
fact!(
    /// A release waits because a condition of the gate does not hold (V40).
    Public Contracts "release_held" v 1 ReleaseHeldV1 by nic {
        /// The agreement.
        nic: Nic,
        /// The release.
        release: ReleaseRef,
        /// Which conditions do not hold, as codes.
        reasons: Vec<String>,
    }
);
fact!(
    /// The recipient has the release.
    Public Contracts "release_acknowledged" v 1 ReleaseAcknowledgedV1 by nic {
        /// The agreement.
        nic: Nic,
        /// The release.
        release: ReleaseRef,
    }
);
fact!(
    /// A service agreement moved on.
    Public Contracts "service_agreement_moved" v 1 ServiceAgreementMovedV1 by nic {
        /// The agreement.
        nic: Nic,
        /// The service agreement.
        service_agreement: ServiceAgreementRef,
        /// The access service.
        service: AccessService,
        /// Where it stands.
        stage: ServiceAgreementStage,
        /// The applicant organisation.
        organisation: OrganisationId,
    }
);
