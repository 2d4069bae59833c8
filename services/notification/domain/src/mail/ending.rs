//! Of how contracts end (N29), and of what is destroyed then (N21).

use dars_vocabulary::CertificateRef;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    MailKind,
    words::{Said, Subject, capital, written},
};

/// News of endings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndingNews {
    /// A version was not signed in time.
    Void {
        /// The day from which.
        voided_on: Date,
    },
    /// An agreement was ended before its last day.
    Terminated {
        /// Its last day in force.
        ended_on: Date,
    },
    /// A framework contract was ended before its last day.
    ContractTerminated {
        /// Its last day in force.
        ended_on: Date,
    },
    /// The data is destroyed, and the agreement closed.
    Closed {
        /// When.
        closed_on: Date,
    },
    /// Data must be destroyed.
    DestructionDue {
        /// By when.
        due_on: Date,
    },
    /// No certificate covers every party, and the day has passed.
    DestructionOverdue {
        /// By when it was due.
        due_on: Date,
    },
    /// A certificate came in.
    CertificateReceived {
        /// Which.
        certificate: CertificateRef,
    },
    /// There are questions about a certificate.
    CertificateQueried {
        /// Which.
        certificate: CertificateRef,
    },
    /// A certificate was accepted.
    CertificateAccepted {
        /// Which.
        certificate: CertificateRef,
    },
}

impl EndingNews {
    pub(super) fn kind(&self) -> MailKind {
        match self {
            Self::Void { .. } | Self::Terminated { .. } | Self::ContractTerminated { .. } | Self::Closed { .. } => {
                MailKind::N29
            }
            Self::DestructionDue { .. }
            | Self::DestructionOverdue { .. }
            | Self::CertificateReceived { .. }
            | Self::CertificateQueried { .. }
            | Self::CertificateAccepted { .. } => MailKind::N21,
        }
    }

    pub(super) fn said(&self, subject: &Subject<'_>) -> Said {
        let agreement = subject.agreement();
        match self {
            Self::Void { voided_on } => Said::new(
                "agreement void",
                format!(
                    "{} was not signed by every party in time. This version is void from {}.",
                    capital(&agreement),
                    written(*voided_on)
                ),
                "It cannot be signed any more. The approval still stands: write to us to have a new version issued.",
            ),
            Self::Terminated { ended_on } => Said::new(
                "agreement ended early",
                format!(
                    "{} was ended before its last day. It was in force until {}.",
                    capital(&agreement),
                    written(*ended_on)
                ),
                "Stop using the data. We write to you about destroying it. Sign in to read why the agreement was ended.",
            ),
            Self::ContractTerminated { ended_on } => Said::new(
                "framework contract ended early",
                format!(
                    "{} was ended before its last day. It was in force until {}.",
                    capital(&subject.contract()),
                    written(*ended_on)
                ),
                "Until the organisation has a new one, releases are held and no agreement can be issued. Sign in to read \
                 why.",
            ),
            Self::Closed { closed_on } => Said::new(
                "agreement closed",
                format!("{} was closed on {}: the data is destroyed.", capital(&agreement), written(*closed_on)),
                "Nothing more is needed from you. Its entry stays in the public register.",
            ),
            Self::DestructionDue { due_on } => Said::new(
                "data must be destroyed",
                format!(
                    "Data held under {agreement} must be destroyed by every party that holds it, backups included."
                ),
                format!("Destroy it, and sign in to send us a certificate by {}. One certificate may cover several parties; none may be \
                         left out.", written(*due_on)),
            )
            .target(*due_on),
            Self::DestructionOverdue { due_on } => Said::new(
                "destruction certificate overdue",
                format!(
                    "The certificate that data held under {agreement} is destroyed was due on {}. There is none yet that \
                     covers every party.",
                    written(*due_on)
                ),
                "If you still hold any of it, destroy it now. Sign in to send us the certificate. If you cannot, write to us and say \
                 why.",
            ),
            Self::CertificateReceived { certificate } => Said::new(
                "destruction certificate received",
                format!("We received the destruction certificate {certificate} for {agreement}."),
                "You need not do anything now: we check it and write to you.",
            ),
            Self::CertificateQueried { certificate } => Said::new(
                "questions about a destruction certificate",
                format!("We have questions about the destruction certificate {certificate} for {agreement}."),
                "Sign in to read them, and send a certificate that answers them.",
            ),
            Self::CertificateAccepted { certificate } => Said::new(
                "destruction certificate accepted",
                format!("We accepted the destruction certificate {certificate} for {agreement}."),
                "You need not do anything now. When certificates cover every party, the agreement is closed and we write to you.",
            ),
        }
    }
}
