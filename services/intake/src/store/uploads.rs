//! Uploads on their way, in chunks.

use dars_bus::StoreError;
use dars_vocabulary::Nic;
use sqlx::PgConnection;
use uuid::Uuid;

/// An upload.
#[derive(Clone, Debug)]
pub struct Upload {
    /// Its id.
    pub id: Uuid,
    /// What its uploader calls the file; empty once committed.
    pub name: String,
    /// What its uploader says it is.
    pub media_type: String,
    /// Its attachment's number, once committed.
    pub attachment: Option<i64>,
}

/// Begins one.
pub async fn begin(tx: &mut PgConnection, upload: &Upload, nic: &Nic, person: Uuid) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into uploads (id, nic, person, name, media_type) values ($1, $2, $3, $4, $5)",
        upload.id,
        nic.as_str(),
        person,
        upload.name,
        upload.media_type,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// How many a person has begun for an application and neither finished nor lost.
pub async fn open(tx: &mut PgConnection, nic: &Nic, person: Uuid) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"
        select count(*) as "open!" from uploads u
        where nic = $1 and person = $2 and attachment is null
          and exists (select from upload_chunks c where c.upload = u.id)
        "#,
        nic.as_str(),
        person,
    )
    .fetch_one(tx)
    .await?)
}

/// Whether any of it has come.
pub async fn has_chunks(tx: &mut PgConnection, id: Uuid) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar!(r#"select exists (select from upload_chunks where upload = $1) as "some!""#, id)
        .fetch_one(tx)
        .await?)
}

/// Lets a person's uploads for an application be counted one at a time, until the transaction ends.
pub async fn count_alone(tx: &mut PgConnection, nic: &Nic, person: Uuid) -> Result<(), StoreError> {
    let who = format!("uploads/{nic}/{person}");
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended($1, 0)) as locked", who).fetch_one(tx).await?;
    Ok(())
}

/// One of a person's uploads for an application, locked against a twin.
pub async fn load(tx: &mut PgConnection, id: Uuid, nic: &Nic, person: Uuid) -> Result<Option<Upload>, StoreError> {
    Ok(sqlx::query_as!(
        Upload,
        r#"
        select id, name, media_type, attachment from uploads
        where id = $1 and nic = $2 and person = $3
        for update
        "#,
        id,
        nic.as_str(),
        person,
    )
    .fetch_optional(tx)
    .await?)
}

/// Keeps a chunk; false when another with its number was kept before.
pub async fn put(tx: &mut PgConnection, id: Uuid, number: i32, bytes: &[u8]) -> Result<bool, StoreError> {
    let kept = sqlx::query_scalar!(
        r#"
        with put as (
            insert into upload_chunks (upload, number, bytes) values ($1, $2, $3)
            on conflict do nothing returning 1
        )
        select exists (select from put)
            or exists (select from upload_chunks where upload = $1 and number = $2 and bytes = $3) as "kept!"
        "#,
        id,
        number,
        bytes,
    )
    .fetch_one(tx)
    .await?;
    Ok(kept)
}

/// Its chunks in order, with their numbers.
pub async fn chunks(tx: &mut PgConnection, id: Uuid) -> Result<Vec<(i32, Vec<u8>)>, StoreError> {
    let rows = sqlx::query!("select number, bytes from upload_chunks where upload = $1 order by number", id)
        .fetch_all(tx)
        .await?;
    Ok(rows.into_iter().map(|row| (row.number, row.bytes)).collect())
}

/// Forgets its chunks: what is refused is not kept.
pub async fn empty(tx: &mut PgConnection, id: Uuid) -> Result<(), StoreError> {
    sqlx::query!("delete from upload_chunks where upload = $1", id).execute(tx).await?;
    Ok(())
}

/// Notes that it became an attachment; its name and bytes stand there from now on.
pub async fn committed(tx: &mut PgConnection, id: Uuid, attachment: u32) -> Result<(), StoreError> {
    empty(tx, id).await?;
    sqlx::query!("update uploads set attachment = $2, name = '' where id = $1", id, i64::from(attachment))
        .execute(tx)
        .await?;
    Ok(())
}

/// Deletes those begun more than a day ago, a hundred at a time; says how many.
pub async fn sweep(connection: &mut PgConnection) -> Result<u64, StoreError> {
    let done = sqlx::query!(
        r#"
        delete from uploads where id in (
            select id from uploads where begun_at < now() - interval '1 day' order by begun_at limit 100
        )
        "#
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}
