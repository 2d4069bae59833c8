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
}

impl Event {
    /// The event's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::OrganisationRegistered { .. } => "organisation_registered",
            Self::MembershipGranted { .. } => "membership_granted",
            Self::SigningAuthorityConfirmed { .. } => "signing_authority_confirmed",
            Self::AssuranceRecorded { .. } => "assurance_recorded",
        }
    }
}
