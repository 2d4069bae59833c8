//! Why an agreement says no.

use dars_vocabulary::{FieldError, Finding, RefusalKind, Refuse};

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody is signed in.
    #[error("Sign in first.")]
    SignInNeeded,
    /// A machine cannot do this.
    #[error("Only a person who signed in may do this; a machine's token is not enough.")]
    PersonNeeded,
    /// A person cannot do this.
    #[error("Only the system itself does this, on a fact or a date.")]
    SystemOnly,
    /// The sign-in is five minutes old or more.
    #[error("Signing needs a sign-in younger than 5 minutes: sign in again and repeat.")]
    SignInTooOld,
    /// There is no such agreement, or the caller may not know of it.
    #[error("There is no such agreement.")]
    NotFound,
    /// Only case officers issue.
    #[error("Only a case officer issues an agreement.")]
    CaseOfficerNeeded,
    /// It was drafted from another approved version.
    #[error("This agreement was drafted from another approved version.")]
    AlreadyDrafted,
    /// It was issued before.
    #[error("Only a draft can be issued; this agreement was issued already.")]
    NotADraft,
    /// The content of the approved version was redacted.
    #[error("The approved content was redacted, so nothing can be issued from it.")]
    ContentRedacted,
    /// Neither the approved version nor the request says the term.
    #[error("The approved version lacks first day, last day or territory: give start, end and territory.")]
    TermMissing,
    /// The document was not made from this draft.
    #[error("The document is not the one of this draft: read the draft again and repeat.")]
    DocumentDiffers,
    /// V02 or V03 is not met.
    #[error("The applicant organisation and every controller need a framework contract in force before issue.")]
    FrameworkContractNotActive(Vec<Finding>),
    /// Rules that block at issue are not met.
    #[error("The agreement cannot be issued until its errors are put right.")]
    RulesNotMet(Vec<Finding>),
    /// It was not issued yet.
    #[error("The agreement was not issued for signature yet.")]
    NotIssued,
    /// Every party has signed.
    #[error("Every party has signed already.")]
    AlreadySigned,
    /// Its last day has passed unsigned.
    #[error("The agreement's last day has passed: it can no longer be signed.")]
    AlreadyEnded,
    /// The hash is not that of the issued version.
    #[error("The signature quotes another version than the issued one: read the issued version and sign that.")]
    QuotesAnotherVersion,
    /// The organisation does not sign on this side.
    #[error("This organisation is not a party of the agreement on that side.")]
    NotAParty,
    /// The role for the body's side is missing.
    #[error("Only a body signatory signs for the data body.")]
    BodySignatoryNeeded,
    /// No confirmed authority for that organisation on this day.
    #[error("Your authority to sign for this organisation is not confirmed for today: ask its administrator.")]
    AuthorityNotConfirmed,
    /// Its signature is there.
    #[error("This party has signed already.")]
    PartyHasSigned,
    /// The same person signed for the other side.
    #[error("You signed for the other side: nobody signs for both sides.")]
    SignsForBothSides,
    /// The same person signed for another party of this side.
    #[error("You signed for another party: each party is signed for by a different person.")]
    SignsForTwoParties,
    /// The approver wants to sign for the body.
    #[error("You approved this application: another person must sign for the data body.")]
    SignsWhatTheyApproved,
    /// Who approved it was not heard.
    #[error("Who approved this application is not known here yet: try again in a moment.")]
    ApproverNotKnown,
}

impl Refuse for Refusal {
    fn kind(&self) -> RefusalKind {
        match self {
            Self::SignInNeeded | Self::SignInTooOld => RefusalKind::SignInNeeded,
            Self::PersonNeeded
            | Self::SystemOnly
            | Self::CaseOfficerNeeded
            | Self::NotAParty
            | Self::BodySignatoryNeeded
            | Self::AuthorityNotConfirmed
            | Self::SignsForBothSides
            | Self::SignsForTwoParties
            | Self::SignsWhatTheyApproved => RefusalKind::Forbidden,
            Self::NotFound => RefusalKind::NotFound,
            Self::AlreadyDrafted
            | Self::NotADraft
            | Self::ContentRedacted
            | Self::DocumentDiffers
            | Self::NotIssued
            | Self::AlreadySigned
            | Self::AlreadyEnded
            | Self::QuotesAnotherVersion
            | Self::PartyHasSigned
            | Self::ApproverNotKnown => RefusalKind::WrongState,
            Self::TermMissing | Self::FrameworkContractNotActive(_) | Self::RulesNotMet(_) => RefusalKind::Unacceptable,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::SignInNeeded => "sign-in-needed",
            Self::PersonNeeded => "person-needed",
            Self::SystemOnly => "system-only",
            Self::SignInTooOld => "sign-in-too-old",
            Self::NotFound => "agreement-not-found",
            Self::CaseOfficerNeeded => "case-officer-needed",
            Self::AlreadyDrafted => "already-drafted",
            Self::NotADraft => "not-a-draft",
            Self::ContentRedacted => "content-redacted",
            Self::TermMissing => "term-missing",
            Self::DocumentDiffers => "document-differs",
            Self::FrameworkContractNotActive(_) => "framework-contract-not-active",
            Self::RulesNotMet(_) => "rules-not-met",
            Self::NotIssued => "not-issued-for-signature",
            Self::AlreadySigned => "already-signed",
            Self::AlreadyEnded => "agreement-already-ended",
            Self::QuotesAnotherVersion => "signature-quotes-another-version",
            Self::NotAParty => "not-a-party",
            Self::BodySignatoryNeeded => "body-signatory-needed",
            Self::AuthorityNotConfirmed => "signing-authority-not-confirmed",
            Self::PartyHasSigned => "party-has-signed",
            Self::SignsForBothSides => "signs-for-both-sides",
            Self::SignsForTwoParties => "signs-for-two-parties",
            Self::SignsWhatTheyApproved => "signs-what-they-approved",
            Self::ApproverNotKnown => "approver-not-known",
        }
    }

    fn detail(&self) -> String {
        self.to_string()
    }

    fn errors(&self) -> Vec<FieldError> {
        match self {
            Self::FrameworkContractNotActive(findings) | Self::RulesNotMet(findings) => {
                findings.iter().cloned().map(FieldError::from).collect()
            }
            Self::SignInNeeded
            | Self::PersonNeeded
            | Self::SystemOnly
            | Self::SignInTooOld
            | Self::NotFound
            | Self::CaseOfficerNeeded
            | Self::AlreadyDrafted
            | Self::NotADraft
            | Self::ContentRedacted
            | Self::TermMissing
            | Self::DocumentDiffers
            | Self::NotIssued
            | Self::AlreadySigned
            | Self::AlreadyEnded
            | Self::QuotesAnotherVersion
            | Self::NotAParty
            | Self::BodySignatoryNeeded
            | Self::AuthorityNotConfirmed
            | Self::PartyHasSigned
            | Self::SignsForBothSides
            | Self::SignsForTwoParties
            | Self::SignsWhatTheyApproved
            | Self::ApproverNotKnown => Vec::new(),
        }
    }
}
