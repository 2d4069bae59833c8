//! Every step of a request.

use dars_bus::StoreError;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use serde::Serialize;
use sqlx::PgConnection;

/// One step.
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    /// When, in trade time.
    pub at: Timestamp,
    /// Which service did it.
    pub service: String,
    /// What happened, as the event's name.
    pub what: String,
}

/// Adds a step.
pub async fn add(
    tx: &mut PgConnection,
    reference: &str,
    at: Timestamp,
    service: &str,
    what: &str,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into timeline (reference, at, service, what) values ($1, $2, $3, $4)",
        reference,
        at.to_sqlx() as _,
        service,
        what,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// All steps of one reference, in order of trade time.
pub async fn of(tx: &mut PgConnection, reference: &str) -> Result<Vec<Step>, StoreError> {
    let rows = sqlx::query!("select at, service, what from timeline where reference = $1 order by at, id", reference)
        .fetch_all(tx)
        .await?;
    Ok(rows.into_iter().map(|row| Step { at: row.at.to_jiff(), service: row.service, what: row.what }).collect())
}
