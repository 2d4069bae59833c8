//! Why a framework contract says no.

use dars_vocabulary::{ContractRef, RefusalKind, Refuse};

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody is signed in.
    #[error("Sign in first.")]
    SignInNeeded,
    /// A machine or the system wants to do what people do.
    #[error("Only a person may do this, signed in with their own account.")]
    PersonNeeded,
    /// A person wants to do what the system does.
    #[error("Only the system itself does this.")]
    SystemOnly,
    /// The sign-in is too old.
    #[error("Sign in again: a signature needs a sign-in of the last five minutes.")]
    SignInTooOld,
    /// There is none, or the caller may not know of it.
    #[error("There is no such framework contract.")]
    NotFound,
    /// The caller may not ask for one.
    #[error("A lead, administrator, signatory or IG lead of the organisation, or a case officer, asks for this.")]
    NotAMember,
    /// A case officer does this.
    #[error("Only a case officer may do this.")]
    CaseOfficerNeeded,
    /// The organisation has not been heard of.
    #[error("This organisation is not known here: check its code.")]
    OrganisationNotKnown,
    /// The organisation has one under way.
    #[error("The organisation has {0} under way already: go on with that one.")]
    AlreadyOpen(ContractRef),
    /// The reference is taken.
    #[error("This reference is in use for another framework contract: check the reference.")]
    AlreadyRecorded,
    /// Its terms can no longer be set.
    #[error("This framework contract was issued already: its terms no longer change.")]
    AlreadyIssued,
    /// Its terms are not set, or it was issued already.
    #[error("Only a draft can be issued: set its terms first.")]
    NotADraft,
    /// What would be issued is not what stands in the draft.
    #[error("The draft changed meanwhile: read it and issue it again.")]
    DocumentDiffers,
    /// Not a version of a template.
    #[error("Name the template's version in at most 20 letters, digits, dots and hyphens, such as v3.0.")]
    NotATemplateVersion,
    /// The last day lies before the first.
    #[error("The last day lies before the first: correct the dates.")]
    EndBeforeStart,
    /// The last day has passed.
    #[error("The last day has passed: it needs other dates.")]
    AlreadyOver,
    /// It would run for too long.
    #[error("A framework contract runs for three years at most: choose an earlier last day.")]
    TermTooLong,
    /// The note is too long.
    #[error("The note has more than 4,000 characters: shorten it.")]
    NoteTooLong,
    /// It cannot be signed yet.
    #[error("This framework contract is not issued for signature yet.")]
    NotIssued,
    /// Both have signed.
    #[error("Both sides have signed already.")]
    AlreadySigned,
    /// Nothing can take the place of what is not signed.
    #[error("Both sides have not signed it yet.")]
    NotSigned,
    /// It is over.
    #[error("This framework contract is over.")]
    AlreadyEnded,
    /// The signature quotes another hash.
    #[error("The signature quotes another document: read the issued one and quote its SHA-256.")]
    QuotesAnotherVersion,
    /// Only the body's signatories sign for it.
    #[error("Only a signatory of the data body may sign for it.")]
    BodySignatoryNeeded,
    /// No confirmed authority.
    #[error("Your authority to sign for this organisation is not confirmed today.")]
    AuthorityNotConfirmed,
    /// The side has signed.
    #[error("This side has signed already.")]
    SideHasSigned,
    /// One person for both.
    #[error("You signed for the other side: another person must sign for this one.")]
    SignsForBothSides,
}

impl Refuse for Refusal {
    fn kind(&self) -> RefusalKind {
        match self {
            Self::SignInNeeded | Self::SignInTooOld => RefusalKind::SignInNeeded,
            Self::PersonNeeded
            | Self::SystemOnly
            | Self::NotAMember
            | Self::CaseOfficerNeeded
            | Self::BodySignatoryNeeded
            | Self::AuthorityNotConfirmed
            | Self::SignsForBothSides => RefusalKind::Forbidden,
            Self::NotFound => RefusalKind::NotFound,
            Self::AlreadyOpen(_)
            | Self::AlreadyRecorded
            | Self::AlreadyIssued
            | Self::NotADraft
            | Self::DocumentDiffers
            | Self::NotIssued
            | Self::AlreadySigned
            | Self::NotSigned
            | Self::AlreadyEnded
            | Self::QuotesAnotherVersion
            | Self::SideHasSigned => RefusalKind::WrongState,
            Self::OrganisationNotKnown
            | Self::NotATemplateVersion
            | Self::EndBeforeStart
            | Self::AlreadyOver
            | Self::TermTooLong
            | Self::NoteTooLong => RefusalKind::Unacceptable,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::SignInNeeded => "sign-in-needed",
            Self::PersonNeeded => "person-needed",
            Self::SystemOnly => "system-only",
            Self::SignInTooOld => "sign-in-too-old",
            Self::NotFound => "framework-contract-not-found",
            Self::NotAMember => "not-a-member",
            Self::CaseOfficerNeeded => "case-officer-needed",
            Self::OrganisationNotKnown => "organisation-not-known",
            Self::AlreadyOpen(_) => "framework-contract-already-open",
            Self::AlreadyRecorded => "already-recorded",
            Self::AlreadyIssued => "already-issued",
            Self::NotADraft => "not-a-draft",
            Self::DocumentDiffers => "document-differs",
            Self::NotATemplateVersion => "not-a-template-version",
            Self::EndBeforeStart => "end-before-start",
            Self::AlreadyOver => "term-already-over",
            Self::TermTooLong => "term-too-long",
            Self::NoteTooLong => "note-too-long",
            Self::NotIssued => "not-issued-for-signature",
            Self::AlreadySigned => "already-signed",
            Self::NotSigned => "not-signed",
            Self::AlreadyEnded => "framework-contract-already-ended",
            Self::QuotesAnotherVersion => "signature-quotes-another-version",
            Self::BodySignatoryNeeded => "body-signatory-needed",
            Self::AuthorityNotConfirmed => "signing-authority-not-confirmed",
            Self::SideHasSigned => "party-has-signed",
            Self::SignsForBothSides => "signs-for-both-sides",
        }
    }

    fn detail(&self) -> String {
        self.to_string()
    }
}
