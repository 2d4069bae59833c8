//! Which journal entries of applications hold content that came with which fact.

use dars_bus::StoreError;
use sqlx::PgConnection;
use uuid::Uuid;

/// Notes that an entry holds content of a fact.
pub async fn keep(tx: &mut PgConnection, source: Uuid, reference: &str, number: i64) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into derived_entries (source_event, reference, number) values ($1, $2, $3)
        on conflict do nothing
        "#,
        source,
        reference,
        number,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The entries that hold content of these facts: reference and number.
pub async fn of(tx: &mut PgConnection, sources: &[Uuid]) -> Result<Vec<(String, i64)>, StoreError> {
    let rows = sqlx::query!(
        "select distinct reference, number from derived_entries where source_event = any($1) order by 1, 2",
        sources
    )
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.reference, row.number)).collect())
}
