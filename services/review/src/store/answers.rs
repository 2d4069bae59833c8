//! With which fact each answer came, so that a redaction finds it.

use dars_bus::StoreError;
use sqlx::PgConnection;
use uuid::Uuid;

use super::versions::CaseEntry;

/// Keeps that entry `number` of a case holds what fact `source_event` told.
pub async fn keep(tx: &mut PgConnection, source_event: Uuid, nic: &str, number: i64) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into heard_answers (source_event, nic, case_entry) values ($1, $2, $3)
         on conflict (source_event) do nothing",
        source_event,
        nic,
        number,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The journal entries that hold what these facts told.
pub async fn entries(tx: &mut PgConnection, source_events: &[Uuid]) -> Result<Vec<CaseEntry>, StoreError> {
    let rows = sqlx::query!("select nic, case_entry from heard_answers where source_event = any($1)", source_events)
        .fetch_all(tx)
        .await?;
    Ok(rows.into_iter().map(|row| CaseEntry { nic: row.nic, number: row.case_entry }).collect())
}
