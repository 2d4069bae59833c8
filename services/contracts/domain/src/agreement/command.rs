//! What can be asked of an agreement.

use dars_messages::facts::contracts::{AgreementDocument, Side};
use dars_vocabulary::{
    CertificateRef, OrganisationId,
    code::{DestructionMethod, SuspensionReason, TerminationReason},
};
use jiff::civil::Date;

use super::Approved;

/// A command.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Draft a version from an approved version of the application (System, on `application_approved`).
    Draft(Approved),
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
    /// Suspend access at once (incident lead, case officer or auditor).
    Suspend {
        /// Why.
        reason: SuspensionReason,
        /// In words, for staff alone.
        note: Option<String>,
    },
    /// Give access back (incident lead, approver or case officer; two of them, one after the other).
    Reinstate {
        /// Why.
        reason: String,
    },
    /// End it before its last day (case officer or incident lead).
    Terminate {
        /// Why.
        reason: TerminationReason,
        /// In words, for the parties.
        note: Option<String>,
    },
    /// Accept that a special condition is met (a case officer).
    MeetCondition {
        /// Which one.
        number: u32,
        /// What shows it.
        evidence: String,
    },
    /// Declare that data is destroyed (a member of a party).
    SubmitCertificate(Declaration),
    /// Accept such a declaration (a case officer).
    AcceptCertificate {
        /// Which one.
        certificate: CertificateRef,
    },
    /// Ask something of it (a case officer).
    QueryCertificate {
        /// Which one.
        certificate: CertificateRef,
        /// What is asked.
        text: String,
    },
    /// A date may have made something true (System).
    DatesPassed,
}

/// What a member of a party declares.
#[derive(Clone, Debug, PartialEq)]
pub struct Declaration {
    /// The reference it was allotted.
    pub certificate: CertificateRef,
    /// Which parties it covers.
    pub parties: Vec<OrganisationId>,
    /// How.
    pub method: DestructionMethod,
    /// The day on which the live copies were destroyed.
    pub destroyed_on: Date,
    /// The day on which the last backup is cleared.
    pub backups_cleared_on: Option<Date>,
    /// What is left, and why.
    pub exceptions: Option<String>,
    /// The role of whoever declares it.
    pub declared_as: String,
}
