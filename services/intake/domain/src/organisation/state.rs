//! What is known of an organisation.

use std::collections::BTreeMap;

use dars_vocabulary::{
    AssuranceParticulars, MembershipRole, OrganisationId, PersonId, Sealed,
    code::{AssuranceKind, AssuranceOutcome, OrganisationType},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Contact;
use crate::Membership;

/// An organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// Not known.
    #[default]
    Absent,
    /// In the records.
    Registered(Registered),
}

/// An organisation in the records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    /// Its code.
    pub organisation: OrganisationId,
    /// Its legal name.
    pub name: String,
    /// What it is.
    pub organisation_type: OrganisationType,
    /// Its people.
    pub members: BTreeMap<PersonId, Member>,
    /// Those whose authority to sign is confirmed.
    pub authorities: BTreeMap<PersonId, Authority>,
    /// What it shows last, per kind.
    #[serde(default)]
    pub assurances: Vec<Assurance>,
}

/// What it shows, of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assurance {
    /// What is shown.
    pub kind: AssuranceKind,
    /// Its reference or version.
    pub reference: Sealed<String>,
    /// What it came to.
    pub outcome: AssuranceOutcome,
    /// Last day on which it holds.
    pub valid_to: Date,
    /// Whether the data body approved an improvement plan (V07).
    pub plan_approved: bool,
    /// What is known of it beside.
    #[serde(default)]
    pub particulars: AssuranceParticulars,
}

/// What one person may be for the organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// As what.
    pub roles: Vec<MembershipRole>,
    /// First day.
    pub from: Date,
    /// Last day; `None` means open.
    pub until: Option<Date>,
    /// How mails reach them.
    pub contact: Sealed<Contact>,
}

/// One person's confirmed authority to sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authority {
    /// First day.
    pub from: Date,
    /// Last day; `None` means open.
    pub until: Option<Date>,
}

impl State {
    /// The state's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Absent => "ABSENT",
            Self::Registered(_) => "REGISTERED",
        }
    }

    /// What `person` may be for this organisation, if anything was said of them.
    pub fn membership(&self, person: PersonId) -> Option<Membership> {
        match self {
            Self::Absent => None,
            Self::Registered(known) => known.members.get(&person).map(|member| Membership {
                organisation: known.organisation.clone(),
                roles: member.roles.clone(),
                from: member.from,
                until: member.until,
            }),
        }
    }
}
