//! What a person is or may do for an organisation, from a first day until a last.

use dars_vocabulary::{MembershipRole, OrganisationId, PersonId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A membership, or a confirmed authority to sign, as `intake` told it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mandate {
    /// For which organisation.
    pub organisation: OrganisationId,
    /// Whose.
    pub person: PersonId,
    /// What they are to it; an authority to sign carries none.
    #[serde(default)]
    pub roles: Vec<MembershipRole>,
    /// First day.
    pub from: Date,
    /// Last day; absent means open.
    pub until: Option<Date>,
}

impl Mandate {
    /// Whether it holds for this person and organisation on `day`: nobody acts after their role ended.
    pub fn holds(&self, person: PersonId, organisation: &OrganisationId, day: Date) -> bool {
        self.person == person
            && self.organisation == *organisation
            && self.from <= day
            && self.until.is_none_or(|until| day <= until)
    }

    /// Whether, as a membership, it shows all that concerns the organisation: whoever only collaborates sees what is in
    /// force of what they are named on.
    pub fn sees_all(&self) -> bool {
        self.roles.iter().any(|role| *role != MembershipRole::Collaborator)
    }
}
