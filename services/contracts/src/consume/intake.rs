//! What `intake` tells of organisations, their people, and submitted versions.

use dars_bus::{HearError, Told};
use dars_contracts_domain::mandate::Mandate;
use dars_messages::facts::intake::{
    ApplicationVersionV1, IntakeRedactedV1, MembershipGrantedV1, OrganisationRegisteredV1, SigningAuthorityConfirmedV1,
};
use sqlx::PgConnection;

use super::{drafting, redaction};
use crate::store;

/// Keeps what is needed of it; false when this is no fact that contracts hears.
pub async fn hear(tx: &mut PgConnection, told: &Told) -> Result<bool, HearError> {
    if told.is::<OrganisationRegisteredV1>() {
        let fact: OrganisationRegisteredV1 = told.read()?;
        store::organisations::keep(tx, &fact.organisation, &fact.name).await?;
    } else if told.is::<MembershipGrantedV1>() {
        let fact: MembershipGrantedV1 = told.read()?;
        let MembershipGrantedV1 { organisation, person, roles: _, from, until } = fact;
        store::mandates::keep_membership(tx, &Mandate { organisation, person, from, until }).await?;
    } else if told.is::<SigningAuthorityConfirmedV1>() {
        let fact: SigningAuthorityConfirmedV1 = told.read()?;
        let SigningAuthorityConfirmedV1 { organisation, person, from, until } = fact;
        store::mandates::keep_authority(tx, &Mandate { organisation, person, from, until }).await?;
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
