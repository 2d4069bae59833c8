//! Notes on cases, which a redaction empties.

use dars_bus::StoreError;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use serde::Serialize;
use sqlx::PgConnection;
use uuid::Uuid;

/// A note as staff read it.
#[derive(Clone, Debug, Serialize)]
pub struct Note {
    /// Its number in the case, from 1.
    pub number: i32,
    /// Who wrote it, opaque.
    pub by: Uuid,
    /// When, in trade time.
    pub at: Timestamp,
    /// What it says; nothing once redacted.
    pub text: Option<String>,
}

/// Keeps a note; `entry` is that of the case's journal.
pub async fn keep(tx: &mut PgConnection, nic: &str, entry: i64, note: &Note) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into case_notes (nic, number, case_entry, author, written_at, text) values ($1, $2, $3, $4, $5, $6)",
        nic,
        note.number,
        entry,
        note.by,
        note.at.to_sqlx() as _,
        note.text,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Empties the note that a journal entry holds.
pub async fn empty_entry(tx: &mut PgConnection, nic: &str, entry: i64) -> Result<(), StoreError> {
    sqlx::query!("update case_notes set text = null where nic = $1 and case_entry = $2", nic, entry)
        .execute(tx)
        .await?;
    Ok(())
}

/// A page in order of number, behind `after`.
pub async fn page(tx: &mut PgConnection, nic: &str, after: i32, limit: i64) -> Result<Vec<Note>, StoreError> {
    let rows = sqlx::query!(
        r#"
        select number, author, written_at as "written_at!: jiff_sqlx::Timestamp", text from case_notes
        where nic = $1 and number > $2
        order by number limit $3
        "#,
        nic,
        after,
        limit,
    )
    .fetch_all(tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Note { number: row.number, by: row.author, at: row.written_at.to_jiff(), text: row.text })
        .collect())
}
