//! What deciding needs besides the state.

use dars_rules::Context;
use dars_vocabulary::{Actor, MembershipRole, OrganisationId, PersonId, london_date};
use jiff::Timestamp;

use crate::mandate::Mandate;

/// What the service knows when a command comes.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Trade time.
    pub now: Timestamp,
    /// Technical time.
    pub technical_now: Timestamp,
    /// Who asks.
    pub actor: Actor,
    /// What the rules need to know of the organisations and data sets; read at issue.
    pub known: Context,
    /// The actor's confirmed authorities to sign; read at signing (V24).
    pub authorities: Vec<Mandate>,
    /// The actor's memberships; who has none with a party learns nothing of the agreement.
    pub memberships: Vec<Mandate>,
    /// Who approved the application, from `review`'s internal fact `decision_made`, which its stream carries before
    /// `application_approved`. Nobody signs for the body while this is unknown.
    pub approved_by: Option<PersonId>,
}

impl Facts {
    /// Whether the actor holds confirmed authority to sign for `organisation` today.
    pub(super) fn may_sign_for(&self, organisation: &OrganisationId) -> bool {
        let today = london_date(self.now);
        self.authorities.iter().any(|authority| authority.holds(self.actor.id, organisation, today))
    }

    /// Whether the actor is a member of `organisation` today, in one of `roles`.
    pub(super) fn is_member(&self, organisation: &OrganisationId, roles: &[MembershipRole]) -> bool {
        let today = london_date(self.now);
        self.memberships.iter().any(|membership| {
            membership.holds(self.actor.id, organisation, today)
                && membership.roles.iter().any(|role| roles.contains(role))
        })
    }

    /// The organisations the actor belongs to, or may sign for, today.
    pub(super) fn organisations(&self) -> Vec<OrganisationId> {
        let today = london_date(self.now);
        self.memberships
            .iter()
            .chain(&self.authorities)
            .filter(|mandate| mandate.holds(self.actor.id, &mandate.organisation, today))
            .map(|mandate| mandate.organisation.clone())
            .collect()
    }
}
