//! Of how agreements end, and of what is destroyed then.

use dars_vocabulary::{CertificateRef, DocumentVersion, Nic, OrganisationId, code::TerminationReason};
use jiff::civil::Date;

use crate::facts::fact;

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
    /// An agreement was not signed in time; this version is void for good.
    Public Contracts "agreement_voided" v 1 AgreementVoidedV1 by nic {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// The day from which it is void.
        voided_on: Date,
    }
);
fact!(
    /// An agreement was ended before its last day.
    Public Contracts "agreement_terminated" v 1 AgreementTerminatedV1 by nic {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// Why.
        reason: TerminationReason,
        /// Its last day in force.
        ended_on: Date,
    }
);
fact!(
    /// A version gave way to the next one, which is in force.
    Public Contracts "agreement_superseded" v 1 AgreementSupersededV1 by nic {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The version in force.
        by: DocumentVersion,
    }
);
fact!(
    /// Data held under an agreement that is over must be destroyed, and a certificate sent.
    Public Contracts "destruction_due" v 1 DestructionDueV1 by nic {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// Every controller and processor that must be covered.
        parties: Vec<OrganisationId>,
        /// The day by which.
        due_on: Date,
    }
);
fact!(
    /// A destruction certificate came in.
    Public Contracts "certificate_submitted" v 1 CertificateSubmittedV1 by nic {
        /// The agreement.
        nic: Nic,
        /// The certificate.
        certificate: CertificateRef,
        /// Which parties it covers.
        parties: Vec<OrganisationId>,
    }
);
fact!(
    /// A destruction certificate was queried; what is asked is not public.
    Public Contracts "certificate_queried" v 1 CertificateQueriedV1 by nic {
        /// The agreement.
        nic: Nic,
        /// The certificate.
        certificate: CertificateRef,
    }
);
fact!(
    /// A destruction certificate was accepted.
    Public Contracts "certificate_accepted" v 1 CertificateAcceptedV1 by nic {
        /// The agreement.
        nic: Nic,
        /// The certificate.
        certificate: CertificateRef,
    }
);
fact!(
    /// No certificate covers every party by the day it was due.
    Public Contracts "destruction_overdue" v 1 DestructionOverdueV1 by nic {
        /// The agreement.
        nic: Nic,
        /// The day by which it was due.
        due_on: Date,
    }
);
fact!(
    /// An agreement is closed: the data is destroyed.
    Public Contracts "agreement_closed" v 1 AgreementClosedV1 by nic {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The day in London.
        closed_on: Date,
    }
);
