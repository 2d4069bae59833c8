//! How an agreement ends, and what shows that its data is destroyed.

use dars_vocabulary::{
    CertificateRef, OrganisationId, PersonId, Sealed,
    code::{DestructionMethod, TerminationReason},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Why it is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Why {
    /// Its last day has passed.
    Expired,
    /// It was ended before its last day.
    Terminated {
        /// Why.
        reason: TerminationReason,
        /// In words, for the parties.
        note: Option<Sealed<String>>,
        /// Who ended it, opaque.
        by: PersonId,
    },
}

/// Over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// Why.
    pub why: Why,
    /// Its last day in force; of a termination the day on which access ended.
    pub ended_on: Date,
}

/// Over; what was held must be destroyed, and certificates show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Destruction {
    /// How it ended.
    pub ended: Ended,
    /// Every controller and processor.
    pub parties: Vec<OrganisationId>,
    /// The day by which.
    pub due_on: Date,
    /// Whether it was told that the day has passed.
    pub overdue_told: bool,
    /// The certificates, in the order in which they came.
    pub certificates: Vec<Certificate>,
}

impl Destruction {
    /// One of its certificates.
    pub fn certificate(&self, reference: &CertificateRef) -> Option<&Certificate> {
        self.certificates.iter().find(|certificate| certificate.certificate == *reference)
    }

    /// Whether each party is covered by a certificate that nobody has queried.
    pub fn is_answered(&self) -> bool {
        let stands = |certificate: &&Certificate| match certificate.judgement {
            Judgement::Submitted | Judgement::Accepted { .. } => true,
            Judgement::Queried { .. } => false,
        };
        let covered = |party| self.certificates.iter().filter(stands).any(|found| found.parties.contains(party));
        self.parties.iter().all(covered)
    }
}

/// Over, and what was held is destroyed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// What shows it.
    pub destruction: Destruction,
    /// The day in London.
    pub closed_on: Date,
}

/// A declaration that data is destroyed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// Its reference.
    pub certificate: CertificateRef,
    /// Which parties it covers.
    pub parties: Vec<OrganisationId>,
    /// How.
    pub method: DestructionMethod,
    /// The day on which the live copies were destroyed.
    pub destroyed_on: Date,
    /// The day on which the last backup is cleared; needed before closing (V31).
    pub backups_cleared_on: Option<Date>,
    /// What is left, and why.
    pub exceptions: Option<Sealed<String>>,
    /// The role of whoever declares it.
    pub declared_as: Sealed<String>,
    /// Who declared it, opaque.
    pub declared_by: PersonId,
    /// The day on which it came.
    pub declared_on: Date,
    /// What a case officer made of it.
    pub judgement: Judgement,
}

/// What a case officer made of a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "judgement", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Judgement {
    /// Not read yet.
    Submitted,
    /// Something is asked of it.
    Queried {
        /// What.
        text: Sealed<String>,
        /// Who asks, opaque.
        by: PersonId,
    },
    /// Accepted.
    Accepted {
        /// Who accepted it, opaque.
        by: PersonId,
        /// The day in London.
        on: Date,
    },
}
