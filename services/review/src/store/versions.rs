//! Copies of submitted versions, which a redaction empties.

use dars_bus::StoreError;
use dars_vocabulary::{ApplicationContent, DocumentVersion, Nic};
use sqlx::PgConnection;
use uuid::Uuid;

/// A journal entry of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseEntry {
    /// The case.
    pub nic: String,
    /// The entry's number.
    pub number: i64,
}

/// Keeps a version as fact `source_event` told it; `case_entry` is the entry of the case's journal that holds it too.
/// One that is known stays as it is: it may have been emptied since.
pub async fn keep(
    tx: &mut PgConnection,
    nic: &Nic,
    version: DocumentVersion,
    source_event: Uuid,
    case_entry: Option<i64>,
    content: Option<&ApplicationContent>,
) -> Result<(), StoreError> {
    let body = content
        .map(serde_json::to_value)
        .transpose()
        .map_err(|error| StoreError::corrupt("application_versions", "body", nic, error))?;
    sqlx::query!(
        r#"
        insert into application_versions (nic, version, source_event, case_entry, body) values ($1, $2, $3, $4, $5)
        on conflict (nic, version) do nothing
        "#,
        nic.as_str(),
        version.to_string(),
        source_event,
        case_entry,
        body,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// What was submitted as a version; nothing once it is emptied, or where it was never told.
pub async fn content(
    tx: &mut PgConnection,
    nic: &Nic,
    version: DocumentVersion,
) -> Result<Option<ApplicationContent>, StoreError> {
    let body = sqlx::query_scalar!(
        "select body from application_versions where nic = $1 and version = $2",
        nic.as_str(),
        version.to_string(),
    )
    .fetch_optional(tx)
    .await?
    .flatten();
    let content = body.map(serde_json::from_value).transpose();
    content.map_err(|error| StoreError::corrupt("application_versions", "body", nic, error))
}

/// Empties the copies that came with these facts; returns the journal entries that hold the same.
pub async fn empty(tx: &mut PgConnection, source_events: &[Uuid]) -> Result<Vec<CaseEntry>, StoreError> {
    let rows = sqlx::query!(
        r#"
        update application_versions set body = null
        where source_event = any($1)
        returning nic, case_entry
        "#,
        source_events,
    )
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().filter_map(|row| row.case_entry.map(|number| CaseEntry { nic: row.nic, number })).collect())
}

/// Empties the copy that came in with a journal entry.
pub async fn empty_entry(tx: &mut PgConnection, nic: &str, number: i64) -> Result<(), StoreError> {
    sqlx::query!("update application_versions set body = null where nic = $1 and case_entry = $2", nic, number)
        .execute(tx)
        .await?;
    Ok(())
}
