//! The catalogue, as intake told it.

use std::collections::BTreeMap;

use dars_bus::StoreError;
use sqlx::PgConnection;

/// The ids of all data sets; some hundred at most.
pub async fn ids(tx: &mut PgConnection) -> Result<Vec<String>, StoreError> {
    Ok(sqlx::query_scalar!("select id from datasets order by id").fetch_all(tx).await?)
}

/// The names of these, as far as they have been told.
pub async fn names(tx: &mut PgConnection, ids: &[String]) -> Result<BTreeMap<String, String>, StoreError> {
    let rows = sqlx::query!("select id, name from datasets where id = any($1)", ids).fetch_all(tx).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Keeps one.
pub async fn keep(tx: &mut PgConnection, id: &str, name: &str) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into datasets (id, name) values ($1, $2) on conflict (id) do update set name = excluded.name",
        id,
        name,
    )
    .execute(tx)
    .await?;
    Ok(())
}
