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
    /// The first day of its name, where it had another before.
    #[serde(default)]
    pub name_from: Option<Date>,
    /// The names that it had before, the oldest first.
    #[serde(default)]
    pub former_names: Vec<FormerName>,
    /// The authorities to sign that wait to be confirmed.
    #[serde(default)]
    pub asked: BTreeMap<PersonId, AskedAuthority>,
}

/// A name that it had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerName {
    /// The name.
    pub name: String,
    /// First day, where it is known.
    pub from: Option<Date>,
    /// Last day.
    pub until: Date,
}

/// An authority to sign that waits to be confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedAuthority {
    /// First day.
    pub from: Date,
    /// Last day; `None` means open.
    pub until: Option<Date>,
    /// Who asked.
    pub asked_by: PersonId,
}

impl Registered {
    /// Whether anyone administers it on `day`.
    pub fn administered(&self, day: Date) -> bool {
        self.members.values().any(|member| member.stands_on(day) && member.is(MembershipRole::Administrator))
    }

    /// Whether `person` administers it on `day`.
    pub fn administers(&self, person: PersonId, day: Date) -> bool {
        self.members
            .get(&person)
            .is_some_and(|member| member.stands_on(day) && member.is(MembershipRole::Administrator))
    }
}

impl Member {
    /// Whether the membership stands on `day`.
    pub fn stands_on(&self, day: Date) -> bool {
        self.from <= day && !self.is_over_on(day)
    }

    /// Whether it has ended before `day`.
    pub fn is_over_on(&self, day: Date) -> bool {
        self.until.is_some_and(|until| until < day)
    }

    /// Whether it gives `role`.
    pub fn is(&self, role: MembershipRole) -> bool {
        self.roles.contains(&role)
    }
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
