//! What a person may be for an organisation, and on which days.

use dars_vocabulary::{MembershipRole, OrganisationId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One person's membership of one organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// The organisation.
    pub organisation: OrganisationId,
    /// As what.
    pub roles: Vec<MembershipRole>,
    /// First day.
    pub from: Date,
    /// Last day; `None` means open.
    pub until: Option<Date>,
}

impl Membership {
    /// The roles in which someone drafts and submits applications (domain.md §3).
    pub const DRAFTERS: &[MembershipRole] = &[MembershipRole::Lead, MembershipRole::Collaborator];

    /// Whether it stands on `day`, the London date: nobody acts after their role ended.
    pub fn stands_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    /// Whether it is one of `organisation`, standing on `day`.
    pub fn is_of(&self, organisation: &OrganisationId, day: Date) -> bool {
        self.organisation == *organisation && self.stands_on(day)
    }

    /// Whether it lets someone see all that the organisation asks for: whoever only collaborates sees what they are
    /// named on.
    pub fn sees_all(&self) -> bool {
        self.roles.iter().any(|role| role.sees_all())
    }

    /// Whether it gives any of `roles` for `organisation` on `day`.
    pub fn gives(&self, roles: &[MembershipRole], organisation: &OrganisationId, day: Date) -> bool {
        self.is_of(organisation, day) && self.roles.iter().any(|role| roles.contains(role))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_membership_stands_from_its_first_to_its_last_day() {
        let organisation: OrganisationId = "NU01".parse().unwrap();
        let other: OrganisationId = "WU02".parse().unwrap();
        let until = Some(date(2026, 3, 31));
        let membership = Membership {
            organisation: organisation.clone(),
            roles: vec![MembershipRole::Lead],
            from: date(2026, 3, 1),
            until,
        };
        for (day, stands) in
            [(date(2026, 2, 28), false), (date(2026, 3, 1), true), (date(2026, 3, 31), true), (date(2026, 4, 1), false)]
        {
            assert_eq!(membership.gives(Membership::DRAFTERS, &organisation, day), stands, "{day}");
            assert!(!membership.gives(Membership::DRAFTERS, &other, day));
            assert!(!membership.gives(&[MembershipRole::Signatory], &organisation, day));
        }
        let open = Membership { until: None, ..membership };
        assert!(open.stands_on(date(2999, 1, 1)));
    }
}
