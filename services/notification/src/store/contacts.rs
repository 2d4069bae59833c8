//! Names and addresses, by person or enquiry.

use dars_bus::StoreError;
use sqlx::PgConnection;

/// Keeps the newest.
pub async fn keep(tx: &mut PgConnection, id: &str, name: &str, email: &str) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into contacts (id, name, email) values ($1, $2, $3)
        on conflict (id) do update set name = excluded.name, email = excluded.email
        "#,
        id,
        name,
        email,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps what lets an invitee accept.
pub async fn keep_token(tx: &mut PgConnection, id: &str, token: &str) -> Result<(), StoreError> {
    sqlx::query!("update contacts set token = $2 where id = $1", id, token).execute(tx).await?;
    Ok(())
}

/// Forgets one.
pub async fn forget(tx: &mut PgConnection, id: &str) -> Result<(), StoreError> {
    sqlx::query!("delete from contacts where id = $1", id).execute(tx).await?;
    Ok(())
}
