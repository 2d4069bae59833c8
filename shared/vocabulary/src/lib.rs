//! The words of the trade: references, code lists, dates, and the shape of what is asked for and agreed.
//!
//! Pure data, no IO, no clock, no chance: every other crate may depend on this one.

pub mod actor;
pub mod assurance;
pub mod calendar;
pub mod catalogue;
pub mod code;
pub mod content;
pub mod identity;
pub mod loose;
pub mod readiness;
pub mod reference;
pub mod refusal;
pub mod sealed;
pub mod sector;
pub mod version;

pub use actor::{Actor, ActorKind, MembershipRole, PersonId, StaffRole};
pub use assurance::{AssuranceParticulars, CoveredPlaces};
pub use calendar::{london_date, london_midnight};
pub use catalogue::{DataSetEntry, DataSetTraits};
pub use content::ApplicationContent;
pub use readiness::{Readiness, Ready};
pub use reference::{
    CertificateRef, ContractRef, EnquiryRef, MeetingRef, Nic, OrganisationId, PrecedentRef, ReleaseRef,
    ServiceAgreementRef,
};
pub use refusal::{FieldError, Finding, Impossible, RefusalKind, Refuse, Severity, Stage};
pub use sealed::Sealed;
pub use sector::Sector;
pub use version::DocumentVersion;
