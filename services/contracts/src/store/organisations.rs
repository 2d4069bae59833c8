//! The names of organisations, as intake told them.

use dars_bus::StoreError;
use dars_vocabulary::OrganisationId;
use sqlx::PgConnection;

/// The name of one, if it has been told.
pub async fn name(tx: &mut PgConnection, id: &OrganisationId) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar!("select name from organisations where id = $1", id.as_str()).fetch_optional(tx).await?)
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
