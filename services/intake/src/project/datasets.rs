//! Catalogue entries into their list.

use dars_bus::{Loaded, StoreError};
use dars_intake_domain::dataset::State;
use sqlx::PgConnection;

use crate::store;

/// Keeps the list in step.
pub async fn keep(tx: &mut PgConnection, saved: &Loaded<State>) -> Result<(), StoreError> {
    match saved.state.entry() {
        Some((id, entry)) => store::datasets::keep(tx, id, &entry, saved.version).await,
        None => Ok(()),
    }
}
