//! Entries into their list.

use dars_bus::StoreError;
use dars_register_domain::entry::State;
use sqlx::PgConnection;

use crate::store;

/// Keeps the list in step. What stands in an entry is kept in its state alone, so a redaction leaves nothing here.
pub async fn keep(tx: &mut PgConnection, reference: &str, state: &State) -> Result<(), StoreError> {
    store::entries::keep(tx, reference, state.name()).await
}
