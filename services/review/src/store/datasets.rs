//! What the rules ask of the catalogue, as intake told it.

use std::collections::BTreeMap;

use dars_bus::StoreError;
use dars_vocabulary::DataSetTraits;
use sqlx::PgConnection;

/// The known ones among `ids`.
pub async fn of(tx: &mut PgConnection, ids: &[String]) -> Result<BTreeMap<String, DataSetTraits>, StoreError> {
    let rows = sqlx::query!("select id, traits from datasets where id = any($1)", ids).fetch_all(tx).await?;
    rows.into_iter()
        .map(|row| {
            let traits = serde_json::from_value(row.traits)
                .map_err(|error| StoreError::corrupt("datasets", "traits", &row.id, error))?;
            Ok((row.id, traits))
        })
        .collect()
}

/// Keeps one; replaces what was said of it before.
pub async fn keep(tx: &mut PgConnection, id: &str, traits: &DataSetTraits) -> Result<(), StoreError> {
    let traits = serde_json::to_value(traits).map_err(|error| StoreError::corrupt("datasets", "traits", id, error))?;
    sqlx::query!(
        "insert into datasets (id, traits) values ($1, $2) on conflict (id) do update set traits = excluded.traits",
        id,
        traits,
    )
    .execute(tx)
    .await?;
    Ok(())
}
