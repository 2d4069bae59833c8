//! What happened to an organisation.

use dars_vocabulary::{
    AssuranceParticulars, MembershipRole, OrganisationId, PersonId, Sealed,
    code::{AssuranceKind, AssuranceOutcome, OrganisationType},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How mails reach a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// A legal entity is known.
    OrganisationRegistered {
        /// Its code.
        organisation: OrganisationId,
        /// Its legal name.
        name: String,
        /// What it is.
        organisation_type: OrganisationType,
    },
    /// A person may be something for it.
    MembershipGranted {
        /// For which organisation.
        organisation: OrganisationId,
        /// Who.
        person: PersonId,
        /// As what.
        roles: Vec<MembershipRole>,
        /// First day.
        from: Date,
        /// Last day; `None` means open.
        until: Option<Date>,
        /// How mails reach them.
        contact: Sealed<Contact>,
    },
    /// A person may sign for it.
    SigningAuthorityConfirmed {
        /// For which organisation.
        organisation: OrganisationId,
        /// Who.
        person: PersonId,
        /// First day.
        from: Date,
        /// Last day; `None` means open.
        until: Option<Date>,
        /// Who confirmed it; never the person themself.
        confirmed_by: PersonId,
    },
    /// It showed something for its security or registration.
    AssuranceRecorded {
        /// Which organisation.
        organisation: OrganisationId,
        /// What is shown.
        kind: AssuranceKind,
        /// Its reference or version, as an officer wrote it.
        reference: Sealed<String>,
        /// What it came to.
        outcome: AssuranceOutcome,
        /// Last day on which it holds.
        valid_to: Date,
        /// Whether the data body approved an improvement plan (V07).
        plan_approved: bool,
        /// What is known of it beside; what was recorded before says none of it.
        #[serde(default)]
        particulars: AssuranceParticulars,
        /// Who recorded it; never a member of the organisation.
        recorded_by: PersonId,
    },
    /// It has another legal name.
    OrganisationRenamed {
        /// Which organisation.
        organisation: OrganisationId,
        /// The new name.
        name: String,
        /// The first day on which it has that name.
        from: Date,
        /// Who recorded it; never a member of the organisation.
        renamed_by: PersonId,
    },
    /// A membership has a last day.
    MembershipEnded {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Whose.
        person: PersonId,
        /// As what.
        roles: Vec<MembershipRole>,
        /// First day.
        from: Date,
        /// Last day.
        until: Date,
    },
    /// A person shall be allowed to sign for it; nobody has confirmed it yet.
    SigningAuthorityAsked {
        /// For which organisation.
        organisation: OrganisationId,
        /// Who.
        person: PersonId,
        /// First day.
        from: Date,
        /// Last day; `None` means open.
        until: Option<Date>,
        /// Who asked; never confirms it.
        asked_by: PersonId,
    },
    /// What was asked was not confirmed.
    SigningAuthorityDeclined {
        /// For which organisation.
        organisation: OrganisationId,
        /// Whose.
        person: PersonId,
        /// Who did not confirm it.
        declined_by: PersonId,
        /// Why.
        reason: Sealed<String>,
    },
    /// An authority to sign has a last day.
    SigningAuthorityEnded {
        /// For which organisation.
        organisation: OrganisationId,
        /// Whose.
        person: PersonId,
        /// First day.
        from: Date,
        /// Last day; before the first, if it never began.
        until: Date,
    },
}

impl Event {
    /// The event's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::OrganisationRegistered { .. } => "organisation_registered",
            Self::MembershipGranted { .. } => "membership_granted",
            Self::SigningAuthorityConfirmed { .. } => "signing_authority_confirmed",
            Self::AssuranceRecorded { .. } => "assurance_recorded",
            Self::OrganisationRenamed { .. } => "organisation_renamed",
            Self::MembershipEnded { .. } => "membership_ended",
            Self::SigningAuthorityAsked { .. } => "signing_authority_asked",
            Self::SigningAuthorityDeclined { .. } => "signing_authority_declined",
            Self::SigningAuthorityEnded { .. } => "signing_authority_ended",
        }
    }
}
