//! What deciding needs besides the state.

use dars_rules::FrameworkCover;
use dars_vocabulary::{Actor, MembershipRole, OrganisationId, StaffRole, london_date};
use jiff::{Timestamp, civil::Date};

use super::{Parent, Refusal, Standing};
use crate::mandate::Mandate;

/// Who acts for the organisation in matters of a service.
const BUYERS: [MembershipRole; 2] = [MembershipRole::Lead, MembershipRole::Administrator];

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
    /// The actor's confirmed authorities to sign (V24).
    pub authorities: Vec<Mandate>,
    /// The agreement it belongs to.
    pub agreement: Option<Parent>,
    /// The framework contracts of those who decide under the agreement; read for new users.
    pub framework_contracts: Vec<FrameworkCover>,
    /// The memberships of those who are named as users.
    pub users: Vec<Mandate>,
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

    /// A lead or administrator of `organisation` acts.
    pub(super) fn buyer_of(&self, organisation: &OrganisationId) -> Result<(), Refusal> {
        let buys = self.memberships.iter().any(|held| {
            held.holds(self.actor.id, organisation, self.today()) && BUYERS.iter().any(|role| held.roles.contains(role))
        });
        if buys { Ok(()) } else { Err(Refusal::LeadNeeded) }
    }

    /// A case officer acts.
    pub(super) fn case_officer(&self) -> Result<(), Refusal> {
        if self.actor.is_staff(StaffRole::CaseOfficer) { Ok(()) } else { Err(Refusal::CaseOfficerNeeded) }
    }

    /// Someone acts who sets services up.
    pub(super) fn provider(&self) -> Result<(), Refusal> {
        let provides =
            [StaffRole::CaseOfficer, StaffRole::DataProduction].iter().any(|role| self.actor.is_staff(*role));
        if provides { Ok(()) } else { Err(Refusal::ProviderNeeded) }
    }

    /// The agreement, unless it is over or was never signed.
    pub(super) fn standing_agreement(&self) -> Result<&Parent, Refusal> {
        let parent = self.agreement.as_ref().ok_or(Refusal::AgreementNotSigned)?;
        match parent.standing {
            Standing::NotSigned => Err(Refusal::AgreementNotSigned),
            Standing::Over => Err(Refusal::AgreementOver),
            Standing::Signed | Standing::InForce | Standing::Suspended => Ok(parent),
        }
    }

    /// The agreement, if it is in force today and not suspended.
    pub(super) fn agreement_in_force(&self) -> Result<&Parent, Refusal> {
        let parent = self.standing_agreement()?;
        if parent.standing == Standing::InForce { Ok(parent) } else { Err(Refusal::AgreementNotInForce) }
    }
}
