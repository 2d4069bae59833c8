//! Of contracts to sign: N11, and N19 for changes and new versions.

use dars_vocabulary::DocumentVersion;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    MailKind,
    words::{Said, Subject, capital, written},
};

/// What is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// A data sharing agreement.
    Agreement,
    /// A framework contract.
    FrameworkContract,
}

/// News of a signing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SigningNews {
    /// It was issued for signature.
    Issued {
        /// What.
        paper: Paper,
        /// First day.
        start: Date,
        /// Last day.
        end: Date,
        /// The day from which it is void without every signature, if there is one.
        void_on: Option<Date>,
    },
    /// A signature is missing.
    Chased {
        /// What.
        paper: Paper,
        /// When it was issued.
        issued_on: Date,
        /// The day from which it is void without every signature, if there is one.
        void_on: Option<Date>,
    },
    /// Every party has signed.
    FullySigned {
        /// What.
        paper: Paper,
        /// First day.
        start: Date,
        /// Last day.
        end: Date,
    },
    /// A change to an agreement may be drafted.
    ChangeOpened {
        /// The version it changes.
        changes: DocumentVersion,
    },
    /// A further version of an agreement was issued.
    NewVersionIssued,
}

impl SigningNews {
    pub(super) fn kind(&self) -> MailKind {
        match self {
            Self::Issued { .. } | Self::Chased { .. } | Self::FullySigned { .. } => MailKind::N11,
            Self::ChangeOpened { .. } | Self::NewVersionIssued => MailKind::N19,
        }
    }

    pub(super) fn paper(&self) -> Paper {
        match self {
            Self::Issued { paper, .. } | Self::Chased { paper, .. } | Self::FullySigned { paper, .. } => *paper,
            Self::ChangeOpened { .. } | Self::NewVersionIssued => Paper::Agreement,
        }
    }

    pub(super) fn said(&self, subject: &Subject<'_>) -> Said {
        let what = match self.paper() {
            Paper::Agreement => subject.agreement(),
            Paper::FrameworkContract => subject.contract(),
        };
        match self {
            Self::Issued { paper, start, end, void_on } => {
                let (start, end, first) = (written(*start), written(*end), *start);
                let next = format!(
                    "If you may sign it for your organisation, sign in, read it and sign it. It begins on {start} if \
                     every party has signed by then; otherwise with the last signature."
                );
                let next = void_on.map_or_else(|| next.clone(), |void_on| format!("{next} {}", void(void_on)));
                let title = match paper {
                    Paper::Agreement => "agreement to sign",
                    Paper::FrameworkContract => "framework contract to sign",
                };
                let said = Said::new(
                    title,
                    format!("{}, from {start} to {end}, was issued for signature.", capital(&what)),
                    next,
                );
                match void_on {
                    Some(void_on) => said.before(*void_on),
                    None => said.on(first),
                }
            }
            Self::Chased { issued_on, void_on, .. } => {
                let said = Said::new(
                    "your signature is missing",
                    format!(
                        "{} was issued for signature on {}. Your organisation has not signed it yet.",
                        capital(&what),
                        written(*issued_on)
                    ),
                    void_on.map_or_else(
                        || "Sign in, read it and sign it.".to_owned(),
                        |void_on| format!("Sign in, read it and sign it. {}", void(void_on)),
                    ),
                );
                match void_on {
                    Some(void_on) => said.before(*void_on),
                    None => said,
                }
            }
            Self::FullySigned { paper, start, end } => {
                let title = match paper {
                    Paper::Agreement => "agreement signed by all",
                    Paper::FrameworkContract => "framework contract signed by all",
                };
                let (from, until) = (written(*start), written(*end));
                Said::new(
                    title,
                    format!("Every party has signed {what}."),
                    format!(
                        "Nothing more is needed from you now. It is in force from {from}, or from the last signature if that \
                         came later, until {until}."
                    ),
                )
                .on(*start)
            }
            Self::ChangeOpened { changes } => Said::new(
                "a change can be drafted",
                format!("A change to version {changes} of the agreement can be drafted now, as {}.", subject.reference),
                "Sign in, draft the change and submit it. Until a new version is signed by every party and in force, the \
                 agreement holds as it is.",
            ),
            Self::NewVersionIssued => Said::new(
                "a new version was issued",
                format!("A new version was issued for signature: {what}."),
                "You need not do anything: those who sign get a mail of their own. Until every party has signed the new version and it begins, the \
                 version in force holds as it is.",
            ),
        }
    }
}

fn void(on: Date) -> String {
    format!("If a signature is still missing on {}, this version becomes void.", written(on))
}
