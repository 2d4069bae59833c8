//! The names of organisations, as intake told them.

use std::collections::BTreeMap;

use dars_bus::StoreError;
use dars_vocabulary::OrganisationId;
use sqlx::PgConnection;

/// The names of these, as far as they have been told.
pub async fn names(
    tx: &mut PgConnection,
    ids: impl Iterator<Item = &OrganisationId>,
) -> Result<BTreeMap<String, String>, StoreError> {
    let ids: Vec<String> = ids.map(ToString::to_string).collect();
    let rows = sqlx::query!("select id, name from organisations where id = any($1)", &ids).fetch_all(tx).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Keeps one.
pub async fn keep(tx: &mut PgConnection, id: &OrganisationId, name: &str) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into organisations (id, name) values ($1, $2) on conflict (id) do update set name = excluded.name",
        id.as_str(),
        name,
    )
    .execute(tx)
    .await?;
    Ok(())
}
