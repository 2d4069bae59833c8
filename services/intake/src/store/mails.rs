//! Mails that reached us: each once, and those that wait.

use dars_bus::StoreError;
use dars_intake_domain::mail::Arrived;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use serde::Serialize;
use sqlx::PgConnection;
use uuid::Uuid;

/// A mail that waits; nothing that anyone wrote.
#[derive(Clone, Debug, Serialize)]
pub struct Listed {
    /// Its id.
    pub id: Uuid,
    /// Why it joined no thread.
    pub why: String,
    /// The enquiry that its address or subject names.
    pub names: Option<String>,
    /// How many attachments were left out.
    pub attachments: i32,
    /// When it reached us.
    pub received_at: Timestamp,
}

/// Takes a mail in, by its hash; false when it was taken before.
pub async fn take(tx: &mut PgConnection, id: &[u8; 32]) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "insert into mails_in (id, outcome) values ($1, 'taken') on conflict (id) do nothing",
        id.as_slice()
    )
    .execute(tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// What became of it.
pub async fn came_to(tx: &mut PgConnection, id: &[u8; 32], outcome: &str) -> Result<(), StoreError> {
    sqlx::query!("update mails_in set outcome = $2 where id = $1", id.as_slice(), outcome).execute(tx).await?;
    Ok(())
}

/// Lists one that waits.
pub async fn list(tx: &mut PgConnection, arrived: &Arrived, received_at: Timestamp) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into unfiled_mails (id, why, names, attachments, received_at) values ($1, $2, $3, $4, $5)
        on conflict (id) do nothing
        "#,
        arrived.mail,
        arrived.why.code(),
        arrived.names.as_ref().map(dars_vocabulary::EnquiryRef::as_str),
        i32::try_from(arrived.attachments).unwrap_or(i32::MAX),
        received_at.to_sqlx() as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// It waits no longer.
pub async fn unlist(tx: &mut PgConnection, mail: Uuid) -> Result<(), StoreError> {
    sqlx::query!("delete from unfiled_mails where id = $1", mail).execute(tx).await?;
    Ok(())
}

/// A page of those that wait, the oldest first, behind `after`.
pub async fn page(
    tx: &mut PgConnection,
    after: Option<(Timestamp, Uuid)>,
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    let (at, id) = after.unwrap_or((Timestamp::UNIX_EPOCH, Uuid::nil()));
    let rows = sqlx::query!(
        r#"
        select id, why, names, attachments, received_at from unfiled_mails
        where (received_at, id) > ($1, $2)
        order by received_at, id limit $3
        "#,
        at.to_sqlx() as _,
        id,
        limit,
    )
    .fetch_all(tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Listed {
            id: row.id,
            why: row.why,
            names: row.names,
            attachments: row.attachments,
            received_at: row.received_at.to_jiff(),
        })
        .collect())
}
