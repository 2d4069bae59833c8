//! What deciding needs besides the state.

use dars_vocabulary::{Actor, ActorKind, MembershipRole, OrganisationId, StaffRole, london_date};
use jiff::{Timestamp, civil::Date};

use super::Refusal;
use crate::{mandate::Mandate, rules::v40::GateInput};

/// What the service knows when a command comes.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Trade time.
    pub now: Timestamp,
    /// Technical time.
    pub technical_now: Timestamp,
    /// Who asks.
    pub actor: Actor,
    /// The actor's memberships.
    pub memberships: Vec<Mandate>,
    /// The actor's confirmed authorities to sign: who holds one with a party may know of its releases.
    pub authorities: Vec<Mandate>,
    /// The agreement it belongs to, if there is one.
    pub agreement: Option<Agreement>,
}

/// What is known of the agreement.
#[derive(Clone, Debug)]
pub struct Agreement {
    /// Whoever may know of it.
    pub parties: Vec<OrganisationId>,
    /// Whether it was issued.
    pub issued: bool,
    /// The gate of the release's data set, without the release; read when it shall go out, while the agreement is
    /// locked.
    pub gate: Option<Box<GateInput>>,
}

impl Facts {
    /// The day in London.
    pub(super) fn today(&self) -> Date {
        london_date(self.now)
    }

    /// The agreement's parties.
    pub(super) fn parties(&self) -> &[OrganisationId] {
        self.agreement.as_ref().map_or(&[], |agreement| &agreement.parties)
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

    /// Whether the actor is a member of `organisation` today, in one of `roles`.
    pub(super) fn is_member(&self, organisation: &OrganisationId, roles: &[MembershipRole]) -> bool {
        self.memberships.iter().any(|held| {
            held.holds(self.actor.id, organisation, self.today()) && held.roles.iter().any(|role| roles.contains(role))
        })
    }

    /// A person acts, with their own sign-in.
    pub(super) fn person(&self) -> Result<(), Refusal> {
        match self.actor.kind {
            ActorKind::Public => Err(Refusal::SignInNeeded),
            ActorKind::Machine | ActorKind::System => Err(Refusal::PersonNeeded),
            ActorKind::Person => Ok(()),
        }
    }

    /// Data production acts.
    pub(super) fn data_production(&self) -> Result<(), Refusal> {
        if self.actor.is_staff(StaffRole::DataProduction) { Ok(()) } else { Err(Refusal::DataProductionNeeded) }
    }
}
