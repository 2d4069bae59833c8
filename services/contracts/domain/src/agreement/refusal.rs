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
    /// Only case officers may.
    #[error("Only a case officer may do this.")]
    CaseOfficerNeeded,
    /// A version from another approval is on its way.
    #[error("A version drafted from another approval is on its way: only one can be.")]
    AlreadyDrafted,
    /// Nothing waits for issue.
    #[error("Only a draft or a void version can be issued; nothing of this agreement waits for issue.")]
    NotADraft,
    /// The content of the approved version was redacted.
    #[error("The approved content was redacted, so nothing can be issued from it.")]
    ContentRedacted,
    /// Neither the approved version nor the request says the term.
    #[error("The approved version lacks first day, last day or territory: give start, end and territory.")]
    TermMissing,
    /// The territory would be countries that nobody named.
    #[error("The approved term names no countries: choose another territory.")]
    CountriesMissing,
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
    /// It is over, or its last day has passed unsigned.
    #[error("The agreement is over, or its last day has passed: it can no longer be signed.")]
    AlreadyEnded,
    /// The hash is not that of the issued version.
    #[error("The signature quotes another version than the issued one: quote the SHA-256 that stands under `to_sign`.")]
    QuotesAnotherVersion,
    /// The organisation does not sign on this side.
    #[error("This organisation is no party on that side: `still_to_sign` names organisations and sides.")]
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
    /// The version was not signed in time.
    #[error("This version is void: it was not signed by every party in time. A case officer may issue a new one.")]
    Void,
    /// The role is missing.
    #[error("Only an incident lead, a case officer or an auditor suspends an agreement.")]
    RoleToSuspendNeeded,
    /// The role is missing.
    #[error("Only an incident lead, an approver or a case officer reinstates an agreement.")]
    RoleToReinstateNeeded,
    /// The role is missing.
    #[error("Only a case officer or an incident lead terminates an agreement.")]
    RoleToTerminateNeeded,
    /// No membership of a covered party in a role that may declare.
    #[error("Only a lead, information governance lead, administrator or signatory of a covered party certifies this.")]
    RoleToCertifyNeeded,
    /// Its term does not run.
    #[error("No version of this agreement is in force.")]
    NotInForce,
    /// It is suspended.
    #[error("This agreement is suspended already.")]
    AlreadySuspended,
    /// It is not suspended.
    #[error("This agreement is not suspended.")]
    NotSuspended,
    /// The same person proposed it.
    #[error("You proposed the reinstatement: a second person must confirm it.")]
    SecondPersonNeeded,
    /// The officer belongs to a party.
    #[error("You belong to the organisation whose evidence this is: another case officer must judge it.")]
    OwnOrganisation,
    /// No such condition.
    #[error("The version in force has no special condition of this number.")]
    ConditionNotFound,
    /// It is met.
    #[error("This special condition is met already.")]
    ConditionMetAlready,
    /// It is not over.
    #[error("Nothing is to be destroyed: the agreement is not over.")]
    DestructionNotDue,
    /// It is closed.
    #[error("The agreement is closed.")]
    AlreadyClosed,
    /// No such certificate.
    #[error("There is no such certificate.")]
    CertificateNotFound,
    /// It is accepted.
    #[error("This certificate was accepted already.")]
    CertificateAccepted,
    /// It covers nobody.
    #[error("A certificate covers at least one party.")]
    PartiesMissing,
    /// It covers an organisation that holds nothing.
    #[error("A certificate covers controllers and processors of the agreement alone.")]
    PartyNotCovered {
        /// Where it stands in the list.
        at: usize,
    },
    /// The day of destruction is yet to come.
    #[error("The day of destruction lies in the future: certify what was done.")]
    DestroyedInFuture,
    /// A day lies before the end of access.
    #[error("A day of destruction lies before the end of access.")]
    DestroyedBeforeEnd {
        /// Which field.
        pointer: &'static str,
    },
    /// A text is missing.
    #[error("A text is missing.")]
    TextMissing {
        /// Which field.
        pointer: &'static str,
    },
    /// A text is too long.
    #[error("A text is too long.")]
    TextTooLong {
        /// Which field.
        pointer: &'static str,
        /// How many characters it may have.
        most: usize,
    },
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
            | Self::SignsWhatTheyApproved
            | Self::RoleToSuspendNeeded
            | Self::RoleToReinstateNeeded
            | Self::RoleToTerminateNeeded
            | Self::RoleToCertifyNeeded
            | Self::SecondPersonNeeded
            | Self::OwnOrganisation => RefusalKind::Forbidden,
            Self::NotFound | Self::ConditionNotFound | Self::CertificateNotFound => RefusalKind::NotFound,
            Self::AlreadyDrafted
            | Self::NotADraft
            | Self::ContentRedacted
            | Self::DocumentDiffers
            | Self::NotIssued
            | Self::AlreadySigned
            | Self::AlreadyEnded
            | Self::QuotesAnotherVersion
            | Self::PartyHasSigned
            | Self::ApproverNotKnown
            | Self::Void
            | Self::NotInForce
            | Self::AlreadySuspended
            | Self::NotSuspended
            | Self::ConditionMetAlready
            | Self::DestructionNotDue
            | Self::AlreadyClosed
            | Self::CertificateAccepted => RefusalKind::WrongState,
            Self::TermMissing
            | Self::CountriesMissing
            | Self::FrameworkContractNotActive(_)
            | Self::RulesNotMet(_)
            | Self::PartiesMissing
            | Self::PartyNotCovered { .. }
            | Self::DestroyedInFuture
            | Self::DestroyedBeforeEnd { .. }
            | Self::TextMissing { .. }
            | Self::TextTooLong { .. } => RefusalKind::Unacceptable,
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
            Self::CountriesMissing => "countries-missing",
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
            Self::Void => "agreement-void",
            Self::RoleToSuspendNeeded => "role-to-suspend-needed",
            Self::RoleToReinstateNeeded => "role-to-reinstate-needed",
            Self::RoleToTerminateNeeded => "role-to-terminate-needed",
            Self::RoleToCertifyNeeded => "role-to-certify-needed",
            Self::NotInForce => "agreement-not-in-force",
            Self::AlreadySuspended => "already-suspended",
            Self::NotSuspended => "not-suspended",
            Self::SecondPersonNeeded => "second-person-needed",
            Self::OwnOrganisation => "own-organisation",
            Self::ConditionNotFound => "condition-not-found",
            Self::ConditionMetAlready => "condition-met-already",
            Self::DestructionNotDue => "destruction-not-due",
            Self::AlreadyClosed => "agreement-closed",
            Self::CertificateNotFound => "certificate-not-found",
            Self::CertificateAccepted => "certificate-accepted",
            Self::PartiesMissing => "parties-missing",
            Self::PartyNotCovered { .. } => "party-not-covered",
            Self::DestroyedInFuture => "destroyed-in-future",
            Self::DestroyedBeforeEnd { .. } => "destroyed-before-end",
            Self::TextMissing { .. } => "text-missing",
            Self::TextTooLong { .. } => "text-too-long",
        }
    }

    fn detail(&self) -> String {
        self.to_string()
    }

    fn errors(&self) -> Vec<FieldError> {
        let at = |pointer: String| vec![FieldError { pointer, code: self.code().to_owned(), detail: self.detail() }];
        match self {
            Self::FrameworkContractNotActive(findings) | Self::RulesNotMet(findings) => {
                findings.iter().cloned().map(FieldError::from).collect()
            }
            Self::PartiesMissing => at("/parties".to_owned()),
            Self::PartyNotCovered { at: place } => at(format!("/parties/{place}")),
            Self::DestroyedInFuture => at("/destroyed_on".to_owned()),
            Self::DestroyedBeforeEnd { pointer } | Self::TextMissing { pointer } => at((*pointer).to_owned()),
            Self::TextTooLong { pointer, most } => vec![FieldError {
                pointer: (*pointer).to_owned(),
                code: self.code().to_owned(),
                detail: format!("At most {most} characters."),
            }],
            // Not about fields.
            _ => Vec::new(),
        }
    }
}
