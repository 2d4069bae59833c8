//! What happens to an agreement.

use dars_messages::facts::contracts::ConditionDue;
use dars_vocabulary::{CertificateRef, DocumentVersion, Nic, OrganisationId, PersonId, Sealed};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Certificate, Draft, Ended, Issued, Met, Proposal, Signature, Suspension};

/// Which version of which agreement an event is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The agreement.
    pub nic: Nic,
    /// The version.
    pub version: DocumentVersion,
    /// The applicant organisation.
    pub organisation: OrganisationId,
}

impl About {
    /// An issued version.
    pub fn of(issued: &Issued) -> Self {
        Self { nic: issued.nic.clone(), version: issued.version, organisation: issued.organisation.clone() }
    }
}

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
        /// Of what.
        about: About,
        /// The signature.
        signature: Signature,
    },
    /// Every party has signed.
    AgreementSigned {
        /// Of what.
        about: About,
        /// First day.
        start: Date,
        /// Last day.
        end: Date,
        /// The day of the last signature in London.
        signed_on: Date,
    },
    /// Not signed in time.
    AgreementVoided {
        /// Of what.
        about: About,
        /// The day from which it is void.
        voided_on: Date,
    },
    /// The next version comes into force in its place.
    AgreementSuperseded {
        /// Of what.
        about: About,
        /// The version that comes into force.
        by: DocumentVersion,
    },
    /// In force.
    AgreementActivated {
        /// Of what.
        about: About,
        /// SHA-256 in hex of what was signed.
        sha256: String,
        /// First day.
        start: Date,
        /// Last day.
        end: Date,
        /// When its conditions are due.
        conditions_due: Vec<ConditionDue>,
        /// Until when its support under section 251 holds unreviewed.
        section_251_until: Option<Date>,
    },
    /// Ends within 90 days.
    AgreementExpiring {
        /// Of what.
        about: About,
        /// Last day.
        end: Date,
    },
    /// Its last day has passed.
    AgreementExpired {
        /// Of what.
        about: About,
        /// Its last day.
        end: Date,
    },
    /// Access is suspended.
    AgreementSuspended {
        /// Of what.
        about: About,
        /// Why, by whom and when.
        suspension: Suspension,
    },
    /// One of two would give access back; nothing is told outside.
    ReinstatementProposed {
        /// Of what.
        about: About,
        /// Why, by whom and when.
        proposal: Proposal,
    },
    /// Access is given back.
    AgreementReinstated {
        /// Of what.
        about: About,
        /// The second of the two, opaque.
        by: PersonId,
        /// Why.
        reason: Sealed<String>,
    },
    /// Ended before its last day.
    AgreementTerminated {
        /// Of what.
        about: About,
        /// Why, by whom and when.
        ended: Ended,
    },
    /// A special condition is met.
    ConditionMet {
        /// Of what.
        about: About,
        /// Which one, and what shows it.
        met: Met,
    },
    /// What was held must be destroyed.
    DestructionDue {
        /// Of what.
        about: About,
        /// Every controller and processor.
        parties: Vec<OrganisationId>,
        /// The day by which.
        due_on: Date,
    },
    /// A certificate came in.
    CertificateSubmitted {
        /// Of what.
        about: About,
        /// The certificate.
        certificate: Certificate,
    },
    /// Something is asked of a certificate.
    CertificateQueried {
        /// Of what.
        about: About,
        /// Which one.
        certificate: CertificateRef,
        /// What is asked.
        text: Sealed<String>,
        /// By whom, opaque.
        by: PersonId,
    },
    /// A certificate was accepted.
    CertificateAccepted {
        /// Of what.
        about: About,
        /// Which one.
        certificate: CertificateRef,
        /// By whom, opaque.
        by: PersonId,
        /// The day in London.
        on: Date,
    },
    /// The day by which certificates were due has passed.
    DestructionOverdue {
        /// Of what.
        about: About,
        /// The day.
        due_on: Date,
    },
    /// What was held is destroyed.
    AgreementClosed {
        /// Of what.
        about: About,
        /// The day in London.
        closed_on: Date,
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
            Self::AgreementVoided { .. } => "agreement_voided",
            Self::AgreementSuperseded { .. } => "agreement_superseded",
            Self::AgreementActivated { .. } => "agreement_activated",
            Self::AgreementExpiring { .. } => "agreement_expiring",
            Self::AgreementExpired { .. } => "agreement_expired",
            Self::AgreementSuspended { .. } => "agreement_suspended",
            Self::ReinstatementProposed { .. } => "reinstatement_proposed",
            Self::AgreementReinstated { .. } => "agreement_reinstated",
            Self::AgreementTerminated { .. } => "agreement_terminated",
            Self::ConditionMet { .. } => "condition_met",
            Self::DestructionDue { .. } => "destruction_due",
            Self::CertificateSubmitted { .. } => "certificate_submitted",
            Self::CertificateQueried { .. } => "certificate_queried",
            Self::CertificateAccepted { .. } => "certificate_accepted",
            Self::DestructionOverdue { .. } => "destruction_overdue",
            Self::AgreementClosed { .. } => "agreement_closed",
        }
    }
}
