//! What `intake` tells of organisations, their people, and submitted versions.

use dars_bus::{HearError, Told};
use dars_contracts_domain::mandate::Mandate;
use dars_messages::facts::intake::{
    ApplicationPeopleV1, ApplicationVersionV1, ApplicationWithdrawnV1, DataSetRegisteredV1, IntakeRedactedV1,
    MembershipGrantedV1, OrganisationAssuredV1, OrganisationRegisteredV1, OrganisationRenamedV1,
    SigningAuthorityConfirmedV1,
};
use dars_rules::Assurance;
use dars_vocabulary::PersonId;
use sqlx::PgConnection;

use super::{drafting, redaction};
use crate::store;

/// Keeps what is needed of it; false when this is no fact that contracts hears.
pub async fn hear(tx: &mut PgConnection, told: &Told) -> Result<bool, HearError> {
    if told.is::<OrganisationRegisteredV1>() {
        let fact: OrganisationRegisteredV1 = told.read()?;
        let OrganisationRegisteredV1 { organisation, name, organisation_type } = &fact;
        store::organisations::keep(tx, organisation, name, *organisation_type, told.time).await?;
    } else if told.is::<OrganisationRenamedV1>() {
        let fact: OrganisationRenamedV1 = told.read()?;
        store::organisations::name_it(tx, &fact.organisation, &fact.name, told.time).await?;
    } else if told.is::<MembershipGrantedV1>() {
        let fact: MembershipGrantedV1 = told.read()?;
        let MembershipGrantedV1 { organisation, person, roles, from, until } = fact;
        store::mandates::keep_membership(tx, &Mandate { organisation, person, roles, from, until }).await?;
    } else if told.is::<ApplicationPeopleV1>() {
        let ApplicationPeopleV1 { nic, organisation: _, lead, collaborators } = told.read()?;
        let people: Vec<PersonId> = [lead].into_iter().chain(collaborators).collect();
        store::application_people::keep(tx, &nic, &people).await?;
    } else if told.is::<SigningAuthorityConfirmedV1>() {
        let fact: SigningAuthorityConfirmedV1 = told.read()?;
        let SigningAuthorityConfirmedV1 { organisation, person, from, until } = fact;
        let roles = Vec::new();
        store::mandates::keep_authority(tx, &Mandate { organisation, person, roles, from, until }).await?;
    } else if told.is::<OrganisationAssuredV1>() {
        let OrganisationAssuredV1 { organisation, kind, outcome, valid_to, plan_approved, particulars } =
            told.read()?;
        let assurance = Assurance { organisation, kind, outcome, valid_to, plan_approved, particulars };
        store::assurances::keep(tx, &assurance).await?;
    } else if told.is::<DataSetRegisteredV1>() {
        let fact: DataSetRegisteredV1 = told.read()?;
        store::datasets::keep(tx, &fact.dataset, &fact.traits).await?;
    } else if told.is::<ApplicationWithdrawnV1>() {
        // Nothing is drafted before a decision, and a decision that crossed the withdrawal stands: nothing to undo here.
        let ApplicationWithdrawnV1 { nic: _, organisation: _ } = told.read()?;
    } else if told.is::<ApplicationVersionV1>() {
        let fact: ApplicationVersionV1 = told.read()?;
        store::approvals::lock(tx).await?;
        store::application_versions::keep(tx, told.event_id, &fact).await?;
        drafting::draft_if_complete(tx, told, &fact.nic, fact.version).await?;
    } else if told.is::<IntakeRedactedV1>() {
        let fact: IntakeRedactedV1 = told.read()?;
        redaction::empty(tx, told, &fact.events).await?;
    } else {
        return Ok(false);
    }
    Ok(true)
}
