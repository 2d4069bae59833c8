//! What the rules need to know of the catalogue, as intake told it.

use std::collections::BTreeMap;

use dars_bus::StoreError;
use dars_vocabulary::DataSetTraits;
use sqlx::PgConnection;

/// These data sets, those that are known.
pub async fn of(tx: &mut PgConnection, datasets: &[String]) -> Result<BTreeMap<String, DataSetTraits>, StoreError> {
    let rows =
        sqlx::query!("select dataset, traits from datasets where dataset = any($1)", datasets).fetch_all(tx).await?;
    rows.into_iter()
        .map(|row| {
            let traits = serde_json::from_value(row.traits)
                .map_err(|error| StoreError::corrupt("datasets", "traits", &row.dataset, error))?;
            Ok((row.dataset, traits))
        })
        .collect()
}

/// Keeps one.
pub async fn keep(tx: &mut PgConnection, dataset: &str, traits: &DataSetTraits) -> Result<(), StoreError> {
    let traits =
        serde_json::to_value(traits).map_err(|error| StoreError::corrupt("datasets", "traits", dataset, error))?;
    sqlx::query!(
        "insert into datasets (dataset, traits) values ($1, $2) on conflict (dataset) do update set traits = excluded.traits",
        dataset,
        traits,
    )
    .execute(tx)
    .await?;
    Ok(())
}
