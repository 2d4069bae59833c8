//! Entries and their versions into their lists.

use dars_bus::StoreError;
use dars_register_domain::{
    edition::edition_after,
    entry::{State, Version},
};
use sqlx::PgConnection;

use crate::store;

/// Keeps the lists in step. What stands in an entry is kept in its state alone, so a redaction leaves nothing here.
pub async fn keep(tx: &mut PgConnection, reference: &str, state: &State) -> Result<(), StoreError> {
    store::entries::keep(tx, reference, state.name()).await?;
    for (version, stage) in state.versions() {
        let publish_by = match stage {
            Version::Pending { since, .. } => since.map(edition_after),
            Version::Awaited { .. } | Version::Held { .. } | Version::Published { .. } => None,
        };
        store::versions::keep(tx, reference, version, stage.name(), publish_by).await?;
    }
    Ok(())
}
