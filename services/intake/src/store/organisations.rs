//! Organisations, for lists and lookups.

use dars_bus::StoreError;
use serde::Serialize;
use sqlx::PgConnection;

/// One organisation.
#[derive(Clone, Debug, Serialize)]
pub struct Organisation {
    /// Its code.
    pub id: String,
    /// Its legal name.
    pub name: String,
    /// What it is.
    #[serde(rename = "organisation_type")]
    pub kind: String,
}

/// Whether it is in the records.
pub async fn exists(tx: &mut PgConnection, id: &str) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar!(r#"select exists (select 1 from organisations where id = $1) as "known!""#, id)
        .fetch_one(tx)
        .await?)
}

/// One by its code.
pub async fn find(tx: &mut PgConnection, id: &str) -> Result<Option<Organisation>, StoreError> {
    Ok(sqlx::query_as!(Organisation, "select id, name, organisation_type as kind from organisations where id = $1", id)
        .fetch_optional(tx)
        .await?)
}

/// A page in order of code, behind `after`.
pub async fn page(tx: &mut PgConnection, after: &str, limit: i64) -> Result<Vec<Organisation>, StoreError> {
    Ok(sqlx::query_as!(
        Organisation,
        "select id, name, organisation_type as kind from organisations where id > $1 order by id limit $2",
        after,
        limit
    )
    .fetch_all(tx)
    .await?)
}

/// Keeps one.
pub async fn keep(tx: &mut PgConnection, id: &str, name: &str, organisation_type: &str) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into organisations (id, name, organisation_type) values ($1, $2, $3)
        on conflict (id) do update set name = excluded.name, organisation_type = excluded.organisation_type
        "#,
        id,
        name,
        organisation_type,
    )
    .execute(tx)
    .await?;
    Ok(())
}
