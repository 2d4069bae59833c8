//! Why a command about attachments is refused.

use dars_vocabulary::{FieldError, Finding, RefusalKind, Refuse};

use crate::application;

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The application does not allow it.
    #[error(transparent)]
    Application(#[from] application::Refusal),
    /// Only ourselves tell this.
    #[error("Only the system records this.")]
    SystemOnly,
    /// No such attachment, or not for the caller to know of.
    #[error("There is no such attachment.")]
    Unknown,
    /// It was taken out before.
    #[error("This attachment was removed.")]
    Removed,
    /// It was forgotten.
    #[error("The content of this attachment was redacted.")]
    Forgotten,
    /// The scanner has not said anything yet.
    #[error("This attachment waits for the virus scanner: until then only whoever uploaded it may read it.")]
    InQuarantine,
    /// The scanner found something.
    #[error(
        "The virus scanner found something in this file: it was refused and its content is gone. Attach a clean copy."
    )]
    Harmful,
    /// The same bytes stand there already.
    #[error("The same file is attached already.")]
    ThereAlready,
    /// There are too many.
    #[error("An application has at most {most} attachments: remove one that is no longer needed.")]
    TooMany {
        /// How many there may be.
        most: u32,
    },
    /// No number stands where the caller says.
    #[error("Nothing waits for an explanation there: point at a finding as the check of the application names it.")]
    NothingToExplain,
    /// Some values cannot be accepted.
    #[error("Some of what you wrote cannot be accepted.")]
    Unacceptable {
        /// Which fields, and why.
        errors: Vec<FieldError>,
    },
    /// What looks like persons stops the submission.
    #[error("The application cannot be submitted yet: see what each rule found.")]
    RulesNotMet {
        /// What was found, and where.
        findings: Vec<Finding>,
    },
}

impl Refuse for Refusal {
    fn kind(&self) -> RefusalKind {
        match self {
            Self::Application(reason) => reason.kind(),
            Self::SystemOnly => RefusalKind::Forbidden,
            Self::Unknown | Self::Forgotten => RefusalKind::NotFound,
            Self::Removed | Self::InQuarantine | Self::Harmful | Self::ThereAlready | Self::TooMany { .. } => {
                RefusalKind::WrongState
            }
            Self::NothingToExplain | Self::Unacceptable { .. } | Self::RulesNotMet { .. } => RefusalKind::Unacceptable,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Application(reason) => reason.code(),
            Self::SystemOnly => "system-only",
            Self::Unknown => "attachment-unknown",
            Self::Removed => "attachment-removed",
            Self::Forgotten => "attachment-redacted",
            Self::InQuarantine => "attachment-in-quarantine",
            Self::Harmful => "attachment-harmful",
            Self::ThereAlready => "attachment-there-already",
            Self::TooMany { .. } => "too-many-attachments",
            Self::NothingToExplain => "nothing-to-explain",
            Self::Unacceptable { .. } => "values-unacceptable",
            Self::RulesNotMet { .. } => "rules-not-met",
        }
    }

    fn detail(&self) -> String {
        self.to_string()
    }

    fn errors(&self) -> Vec<FieldError> {
        match self {
            Self::Application(reason) => reason.errors(),
            Self::Unacceptable { errors } => errors.clone(),
            Self::RulesNotMet { findings } => findings.iter().cloned().map(FieldError::from).collect(),
            Self::SystemOnly
            | Self::Unknown
            | Self::Removed
            | Self::Forgotten
            | Self::InQuarantine
            | Self::Harmful
            | Self::ThereAlready
            | Self::TooMany { .. }
            | Self::NothingToExplain => Vec::new(),
        }
    }
}
