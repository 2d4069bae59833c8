//! Why a service agreement says no.

use dars_vocabulary::{RefusalKind, Refuse};
use jiff::civil::Date;

/// A refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
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
    #[error("There is no such service agreement.")]
    NotFound,
    /// A case officer does this.
    #[error("Only a case officer may do this.")]
    CaseOfficerNeeded,
    /// Someone who sets services up does this.
    #[error("Only a case officer or data production may do this.")]
    ProviderNeeded,
    /// Someone who acts for the organisation does this.
    #[error("Only a lead or administrator of the organisation may do this.")]
    LeadNeeded,
    /// The reference is taken.
    #[error("This service agreement was quoted already.")]
    AlreadyQuoted,
    /// The agreement is not signed.
    #[error("The agreement is not signed by all: a service is quoted for a signed agreement.")]
    AgreementNotSigned,
    /// The agreement is over.
    #[error("The agreement is over.")]
    AgreementOver,
    /// The agreement is not in force, or suspended.
    #[error("The agreement is not in force today: users work under an agreement in force.")]
    AgreementNotInForce,
    /// What is quoted is not what the agreement says.
    #[error("The agreement changed meanwhile: read it and quote again.")]
    QuoteDiffers,
    /// The agreement does not name the service.
    #[error("The agreement does not name this access service.")]
    ServiceNotAgreed,
    /// The last day lies before the first.
    #[error("The last day lies before the first: correct the dates.")]
    EndBeforeStart,
    /// Its last day has passed.
    #[error("Its last day has passed.")]
    AlreadyOver,
    /// It would reach beyond the agreement.
    #[error("Its days lie outside the agreement's: choose days within them.")]
    OutsideAgreement,
    /// Lines are missing or not said.
    #[error("Give 1 to 100 lines, each with words of at most 200 characters and a quantity.")]
    LinesIncomplete,
    /// The price cannot be written down.
    #[error("The lines cost more than can be quoted: correct quantities and prices.")]
    PriceTooLarge,
    /// It was ordered already.
    #[error("This quote was ordered already, or is over.")]
    NotAQuote,
    /// It was not ordered.
    #[error("The organisation has not ordered it yet.")]
    NotOrdered,
    /// Both have signed.
    #[error("Both sides have signed already.")]
    AlreadySigned,
    /// Not both have signed.
    #[error("Both sides have not signed it yet.")]
    NotSigned,
    /// It was set up already.
    #[error("The service was set up already.")]
    AlreadyProvisioned,
    /// It was not set up.
    #[error("The service is not set up yet.")]
    NotProvisioned,
    /// Users work already.
    #[error("Its users work already.")]
    AlreadyActive,
    /// Its first day is yet to come.
    #[error("It begins on {0}.")]
    NotBegun(Date),
    /// The signature quotes another hash.
    #[error("The signature quotes another document: read the quote and quote its SHA-256.")]
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
    /// Too many users.
    #[error("A service agreement has 500 users at most.")]
    TooManyUsers,
    /// A user belongs to none of the parties.
    #[error("Each user must be a member of a party of the agreement today.")]
    UserNotAMember,
    /// A framework contract is missing.
    #[error("A controller has no framework contract in force: nobody new may work there until it has.")]
    FrameworkContractNotActive,
}

impl Refuse for Refusal {
    fn kind(&self) -> RefusalKind {
        match self {
            Self::SignInNeeded | Self::SignInTooOld => RefusalKind::SignInNeeded,
            Self::PersonNeeded
            | Self::SystemOnly
            | Self::CaseOfficerNeeded
            | Self::ProviderNeeded
            | Self::LeadNeeded
            | Self::BodySignatoryNeeded
            | Self::AuthorityNotConfirmed
            | Self::SignsForBothSides => RefusalKind::Forbidden,
            Self::NotFound => RefusalKind::NotFound,
            Self::AlreadyQuoted
            | Self::AgreementNotSigned
            | Self::AgreementOver
            | Self::AgreementNotInForce
            | Self::QuoteDiffers
            | Self::AlreadyOver
            | Self::NotAQuote
            | Self::NotOrdered
            | Self::AlreadySigned
            | Self::NotSigned
            | Self::AlreadyProvisioned
            | Self::NotProvisioned
            | Self::AlreadyActive
            | Self::NotBegun(_)
            | Self::QuotesAnotherVersion
            | Self::SideHasSigned
            | Self::FrameworkContractNotActive => RefusalKind::WrongState,
            Self::ServiceNotAgreed
            | Self::EndBeforeStart
            | Self::OutsideAgreement
            | Self::LinesIncomplete
            | Self::PriceTooLarge
            | Self::TooManyUsers
            | Self::UserNotAMember => RefusalKind::Unacceptable,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::SignInNeeded => "sign-in-needed",
            Self::PersonNeeded => "person-needed",
            Self::SystemOnly => "system-only",
            Self::SignInTooOld => "sign-in-too-old",
            Self::NotFound => "service-agreement-not-found",
            Self::CaseOfficerNeeded => "case-officer-needed",
            Self::ProviderNeeded => "provider-needed",
            Self::LeadNeeded => "lead-or-administrator-needed",
            Self::AlreadyQuoted => "already-quoted",
            Self::AgreementNotSigned => "agreement-not-signed",
            Self::AgreementOver => "agreement-over",
            Self::AgreementNotInForce => "agreement-not-in-force",
            Self::QuoteDiffers => "quote-differs",
            Self::ServiceNotAgreed => "service-not-agreed",
            Self::EndBeforeStart => "end-before-start",
            Self::AlreadyOver => "service-agreement-over",
            Self::OutsideAgreement => "outside-agreement",
            Self::LinesIncomplete => "lines-incomplete",
            Self::PriceTooLarge => "price-too-large",
            Self::NotAQuote => "not-a-quote",
            Self::NotOrdered => "not-ordered",
            Self::AlreadySigned => "already-signed",
            Self::NotSigned => "not-signed",
            Self::AlreadyProvisioned => "already-provisioned",
            Self::NotProvisioned => "not-provisioned",
            Self::AlreadyActive => "already-active",
            Self::NotBegun(_) => "not-begun",
            Self::QuotesAnotherVersion => "signature-quotes-another-version",
            Self::BodySignatoryNeeded => "body-signatory-needed",
            Self::AuthorityNotConfirmed => "signing-authority-not-confirmed",
            Self::SideHasSigned => "party-has-signed",
            Self::SignsForBothSides => "signs-for-both-sides",
            Self::TooManyUsers => "too-many-users",
            Self::UserNotAMember => "user-not-a-member",
            Self::FrameworkContractNotActive => "framework-contract-not-active",
        }
    }

    fn detail(&self) -> String {
        self.to_string()
    }
}
