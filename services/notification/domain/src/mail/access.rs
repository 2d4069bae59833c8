//! Of access under an agreement: N12, N14, N23.

use dars_vocabulary::{
    ReleaseRef, ServiceAgreementRef,
    code::{AccessService, ReleaseKind},
};
use serde::{Deserialize, Serialize};

use super::{
    MailKind,
    words::{Said, Subject, capital},
};

/// News of access.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccessNews {
    /// A service agreement can be ordered.
    ServiceReady {
        /// Which.
        service_agreement: ServiceAgreementRef,
        /// The access service.
        service: AccessService,
    },
    /// Users can work.
    ServiceLive {
        /// Which.
        service_agreement: ServiceAgreementRef,
        /// The access service.
        service: AccessService,
    },
    /// A release was made.
    Released {
        /// Which.
        release: ReleaseRef,
        /// The data set, by the catalogue's id.
        dataset: String,
        /// File or system access.
        kind: ReleaseKind,
        /// How many files.
        file_count: u32,
    },
    /// A release waits.
    Held {
        /// Which.
        release: ReleaseRef,
        /// Which conditions do not hold, as codes.
        reasons: Vec<String>,
    },
    /// Access is suspended.
    Suspended,
    /// Access is given back.
    Reinstated,
}

impl AccessNews {
    pub(super) fn kind(&self) -> MailKind {
        match self {
            Self::ServiceReady { .. } | Self::ServiceLive { .. } => MailKind::N12,
            Self::Released { .. } | Self::Held { .. } => MailKind::N14,
            Self::Suspended | Self::Reinstated => MailKind::N23,
        }
    }

    pub(super) fn said(&self, subject: &Subject<'_>) -> Said {
        let agreement = subject.agreement();
        match self {
            Self::ServiceReady { service_agreement, service } => Said::new(
                "service agreement ready",
                format!("The service agreement {service_agreement} ({service}) for {agreement} is ready."),
                "Sign in to read the price and the terms, and to order the service. After that a signatory signs for it.",
            ),
            Self::ServiceLive { service_agreement, service } => Said::new(
                "access is live",
                format!("Access under {agreement} is live: {service}, service agreement {service_agreement}."),
                "Users can work now. Access ends with the agreement; we remind you before that.",
            ),
            Self::Released { release, dataset, kind, file_count } => Said::new(
                "release available",
                match kind {
                    ReleaseKind::File if *file_count == 1 => {
                        format!("Release {release} under {agreement} is available: one file of the data set {dataset}.")
                    }
                    ReleaseKind::File => {
                        format!("Release {release} under {agreement} is available: {file_count} files of the data set {dataset}.")
                    }
                    ReleaseKind::SystemAccess => {
                        format!("Release {release} under {agreement} is available: system access to the data set {dataset}.")
                    }
                },
                "Fetch it by the agreed way, and sign in to confirm that you have it.",
            ),
            Self::Held { release, reasons } => Said::new(
                "release held",
                format!("Release {release} under {agreement} is held: something that it needs is missing."),
                "Put right what you can, or write to us and quote the number; the release goes on after that. It is held \
                 because of:",
            )
            .points(reasons.iter().map(|code| spoken(code)).collect()),
            Self::Suspended => Said::new(
                "access suspended",
                format!("Access under {agreement} is suspended."),
                "Stop using the data until access is given back. Sign in to read why and what is asked of you.",
            ),
            Self::Reinstated => Said::new(
                "access given back",
                format!("{} is no longer suspended: access is given back.", capital(&agreement)),
                "You can go on using the data as the agreement says.",
            ),
        }
    }
}

/// A condition's code as people read it; anything that is no code is not repeated.
fn spoken(code: &str) -> String {
    let plain = !code.is_empty() && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if plain { code.replace('-', " ") } else { "another condition".to_owned() }
}
