//! What `intake` tells of organisations and the catalogue.

use dars_bus::{HearError, Told};
use dars_messages::facts::intake::{
    DataSetRegisteredV1, IntakeRedactedV1, OrganisationRegisteredV1, OrganisationRenamedV1,
};
use sqlx::PgConnection;

use super::redaction;
use crate::store;

/// Keeps what is needed of it; false when this is no fact that register hears.
pub async fn hear(tx: &mut PgConnection, told: &Told) -> Result<bool, HearError> {
    if told.is::<OrganisationRegisteredV1>() {
        let fact: OrganisationRegisteredV1 = told.read()?;
        store::organisations::name_it(tx, &fact.organisation, &fact.name, told.time).await?;
    } else if told.is::<OrganisationRenamedV1>() {
        let fact: OrganisationRenamedV1 = told.read()?;
        store::organisations::name_it(tx, &fact.organisation, &fact.name, told.time).await?;
    } else if told.is::<DataSetRegisteredV1>() {
        let fact: DataSetRegisteredV1 = told.read()?;
        store::datasets::keep(tx, &fact.dataset, &fact.name).await?;
    } else if told.is::<IntakeRedactedV1>() {
        let fact: IntakeRedactedV1 = told.read()?;
        redaction::empty(tx, told, &fact.events).await?;
    } else {
        return Ok(false);
    }
    Ok(true)
}
