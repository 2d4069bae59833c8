//! Why a release says no.

use dars_rules::policy::{FIELDS, RELEASE_FILES};
use dars_vocabulary::{FieldError, RefusalKind, Refuse};

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody is signed in.
    #[error("Sign in first.")]
    SignInNeeded,
    /// A machine or the system cannot do this.
    #[error("Only a person who signed in may do this; a machine's token is not enough.")]
    PersonNeeded,
    /// The sign-in is five minutes old or more.
    #[error("Letting data out needs a sign-in younger than 5 minutes: sign in again and repeat.")]
    SignInTooOld,
    /// There is none, or the caller may not know of it.
    #[error("There is no such release.")]
    NotFound,
    /// There is no such agreement, or the caller may not know of it.
    #[error("There is no such agreement.")]
    AgreementNotFound,
    /// Nothing was issued yet.
    #[error("No version of this agreement was issued yet: nothing can be produced for it.")]
    AgreementNotIssued,
    /// The role is missing.
    #[error("Only data production may do this.")]
    DataProductionNeeded,
    /// No membership of the recipient.
    #[error("Only a lead, collaborator, information governance lead or administrator of the recipient may do this.")]
    RecipientNeeded,
    /// The producer wants to check it.
    #[error("You produced this release: another person must check it.")]
    ChecksOwnRelease,
    /// The reference is taken.
    #[error("This release was planned already.")]
    AlreadyPlanned,
    /// It is checked.
    #[error("This release was checked already.")]
    AlreadyChecked,
    /// It is out.
    #[error("This release has gone out already.")]
    AlreadyReleased,
    /// It is not out.
    #[error("This release has not gone out yet.")]
    NotReleased,
    /// It arrived.
    #[error("This release was acknowledged already.")]
    AlreadyAcknowledged,
    /// More than an agreement can name.
    #[error("At most {} fields.", FIELDS.value)]
    TooManyFields,
    /// Not a name.
    #[error("A name has 1 to 64 letters, digits, dots, hyphens and underscores.")]
    NotAName {
        /// Which field.
        pointer: String,
    },
    /// The last day lies before the first.
    #[error("The last day lies before the first: correct the period.")]
    PeriodReversed,
    /// None, or too many.
    #[error("A release has 1 to {} files.", RELEASE_FILES.value)]
    FileCountOutOfRange,
}

impl Refuse for Refusal {
    fn kind(&self) -> RefusalKind {
        match self {
            Self::SignInNeeded | Self::SignInTooOld => RefusalKind::SignInNeeded,
            Self::PersonNeeded | Self::DataProductionNeeded | Self::RecipientNeeded | Self::ChecksOwnRelease => {
                RefusalKind::Forbidden
            }
            Self::NotFound | Self::AgreementNotFound => RefusalKind::NotFound,
            Self::AgreementNotIssued
            | Self::AlreadyPlanned
            | Self::AlreadyChecked
            | Self::AlreadyReleased
            | Self::NotReleased
            | Self::AlreadyAcknowledged => RefusalKind::WrongState,
            Self::TooManyFields | Self::NotAName { .. } | Self::PeriodReversed | Self::FileCountOutOfRange => {
                RefusalKind::Unacceptable
            }
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::SignInNeeded => "sign-in-needed",
            Self::PersonNeeded => "person-needed",
            Self::SignInTooOld => "sign-in-too-old",
            Self::NotFound => "release-not-found",
            Self::AgreementNotFound => "agreement-not-found",
            Self::AgreementNotIssued => "agreement-not-issued",
            Self::DataProductionNeeded => "data-production-needed",
            Self::RecipientNeeded => "recipient-needed",
            Self::ChecksOwnRelease => "checks-own-release",
            Self::AlreadyPlanned => "already-planned",
            Self::AlreadyChecked => "already-checked",
            Self::AlreadyReleased => "already-released",
            Self::NotReleased => "not-released",
            Self::AlreadyAcknowledged => "already-acknowledged",
            Self::TooManyFields => "too-many-fields",
            Self::NotAName { .. } => "not-a-name",
            Self::PeriodReversed => "period-reversed",
            Self::FileCountOutOfRange => "file-count-out-of-range",
        }
    }

    fn detail(&self) -> String {
        self.to_string()
    }

    fn errors(&self) -> Vec<FieldError> {
        let pointer = match self {
            Self::TooManyFields => "/content/fields",
            Self::NotAName { pointer } => pointer,
            Self::PeriodReversed => "/content/period/to",
            Self::FileCountOutOfRange => "/content/file_count",
            // Not about fields.
            _ => return Vec::new(),
        };
        vec![FieldError { pointer: pointer.to_owned(), code: self.code().to_owned(), detail: self.detail() }]
    }
}
