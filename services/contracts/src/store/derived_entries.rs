//! Which journal entries of agreements hold content that came with which fact.

use dars_bus::StoreError;
use sqlx::PgConnection;
use uuid::Uuid;

/// Notes that an entry holds content of these facts.
pub async fn keep(tx: &mut PgConnection, sources: &[Uuid], reference: &str, number: i64) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into derived_entries (source_event, reference, number)
        select source, $2, $3 from unnest($1::uuid[]) as row (source)
        on conflict do nothing
        "#,
        sources,
        reference,
        number,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Notes that an entry holds content of the facts that the last one before it holds: what was issued holds its draft's,
/// and what is issued anew from the same approval holds the void version's.
pub async fn inherit(tx: &mut PgConnection, reference: &str, number: i64) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into derived_entries (source_event, reference, number)
        select source_event, reference, $2::bigint from derived_entries
        where reference = $1
          and number = (select max(number) from derived_entries where reference = $1 and number < $2)
        on conflict do nothing
        "#,
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
