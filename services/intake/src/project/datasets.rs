//! Catalogue entries into their list.

use dars_bus::StoreError;
use dars_intake_domain::dataset::Event;
use sqlx::PgConnection;

use crate::store;

/// Keeps the list in step.
pub async fn keep(tx: &mut PgConnection, events: &[Event]) -> Result<(), StoreError> {
    for event in events {
        match event {
            Event::DatasetRegistered { dataset, name, scope, traits } => {
                store::datasets::keep(tx, dataset, name, scope, traits).await?;
            }
        }
    }
    Ok(())
}
