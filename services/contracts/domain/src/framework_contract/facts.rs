//! What deciding needs besides the state.

use dars_vocabulary::{Actor, ContractRef, OrganisationId, london_date};
use jiff::{Timestamp, civil::Date};

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
    /// The actor's memberships; who has none with the organisation learns nothing of its contracts.
    pub memberships: Vec<Mandate>,
    /// The actor's confirmed authorities to sign (V24).
    pub authorities: Vec<Mandate>,
    /// Whether the organisation that asks for a contract is known here.
    pub organisation_known: bool,
    /// A contract of that organisation which is asked for, drafted or being signed already.
    pub open: Option<ContractRef>,
}

impl Facts {
    /// The day in London.
    pub(super) fn today(&self) -> Date {
        london_date(self.now)
    }

    /// Whether the actor holds confirmed authority to sign for `organisation` today.
    pub(super) fn may_sign_for(&self, organisation: &OrganisationId) -> bool {
        self.authorities.iter().any(|authority| authority.holds(self.actor.id, organisation, self.today()))
    }

    /// The organisations the actor belongs to, or may sign for, today.
    pub(super) fn organisations(&self) -> Vec<OrganisationId> {
        self.memberships
            .iter()
            .chain(&self.authorities)
            .filter(|mandate| mandate.holds(self.actor.id, &mandate.organisation, self.today()))
            .map(|mandate| mandate.organisation.clone())
            .collect()
    }
}
