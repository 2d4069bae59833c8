//! Framework contracts into their list and due dates.

use dars_bus::{Aggregate as _, StoreError};
use dars_contracts_domain::framework_contract::{State, next_due};
use sqlx::PgConnection;

use crate::{handle::FrameworkContract, store};

/// Keeps both in step.
pub async fn keep(tx: &mut PgConnection, reference: &str, state: &State) -> Result<(), StoreError> {
    store::due::keep(tx, FrameworkContract::KIND, reference, next_due(state)).await?;
    match state.contract() {
        Some(contract) => store::framework_contracts::keep(tx, contract).await,
        None => Ok(()),
    }
}
