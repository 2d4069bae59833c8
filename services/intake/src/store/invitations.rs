//! Open invitations, by what their token comes to.

use dars_bus::StoreError;
use sqlx::PgConnection;
use uuid::Uuid;

/// The application to which a token invites.
pub async fn application(tx: &mut PgConnection, token_sha256: &str) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar!("select nic from invitations where token_sha256 = $1", token_sha256)
        .fetch_optional(tx)
        .await?)
}

/// Keeps one.
pub async fn keep(tx: &mut PgConnection, id: Uuid, nic: &str, token_sha256: &str) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into invitations (token_sha256, id, nic) values ($1, $2, $3) on conflict do nothing",
        token_sha256,
        id,
        nic
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Drops one that was answered, taken back or is over.
pub async fn drop(tx: &mut PgConnection, id: Uuid) -> Result<(), StoreError> {
    sqlx::query!("delete from invitations where id = $1", id).execute(tx).await?;
    Ok(())
}
