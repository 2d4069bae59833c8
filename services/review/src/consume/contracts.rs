//! What `contracts` tells: the framework contracts for which the rules ask.

use dars_bus::{HearError, Told};
use dars_messages::facts::contracts::{ContractsRedactedV1, FrameworkContractActivatedV1, FrameworkContractEndedV1};
use dars_rules::FrameworkCover;
use sqlx::PgConnection;

use crate::store;

/// Keeps it for the rules; false when this is no fact that review hears.
pub async fn hear(tx: &mut PgConnection, told: &Told) -> Result<bool, HearError> {
    if told.is::<FrameworkContractActivatedV1>() {
        let FrameworkContractActivatedV1 { contract, organisation, start, end } = told.read()?;
        store::framework_contracts::activated(tx, &FrameworkCover { contract, organisation, start, end }).await?;
    } else if told.is::<FrameworkContractEndedV1>() {
        let FrameworkContractEndedV1 { contract, organisation, ended_on, .. } = told.read()?;
        store::framework_contracts::ended(tx, &contract, &organisation, ended_on).await?;
    } else if told.is::<ContractsRedactedV1>() {
        // Nothing that is heard of it has content.
        told.read::<ContractsRedactedV1>()?;
    } else {
        return Ok(false);
    }
    Ok(true)
}
