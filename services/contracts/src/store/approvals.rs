//! What was approved, as review told it.

use dars_bus::StoreError;
use dars_messages::facts::review::ApplicationApprovedV1;
use dars_vocabulary::{DocumentVersion, Nic};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;
use uuid::Uuid;

/// One approval.
#[derive(Clone, Debug)]
pub struct Approval {
    /// SHA-256 in hex of what was approved.
    pub sha256: String,
    /// When, in trade time.
    pub approved_at: Timestamp,
    /// The fact it came with.
    pub source_event: Uuid,
    /// The approved title, unless redacted or drafted from.
    pub title: Option<String>,
    /// Whether conditions were set.
    pub with_conditions: bool,
}

/// Keeps the drafting of agreements to one reader at a time, until the transaction ends: an approval and its version
/// come by two readers, and if each missed what the other has not committed, nobody would draft.
pub async fn lock(tx: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query!("lock table approvals in share row exclusive mode").execute(tx).await?;
    Ok(())
}

/// The versions of a request that were approved and have come, newer than `drafted`: they wait for one on its way.
pub async fn waiting(
    tx: &mut PgConnection,
    nic: &str,
    drafted: DocumentVersion,
) -> Result<Vec<DocumentVersion>, StoreError> {
    let versions = sqlx::query_scalar!(
        r#"
        select a.version from approvals a
        join application_versions v on v.nic = a.nic and v.version = a.version and v.sha256 = a.sha256
        where a.nic = $1
        "#,
        nic,
    )
    .fetch_all(tx)
    .await?;
    let read = |version: String| {
        version.parse().map_err(|error| StoreError::corrupt("approvals", "version", format!("{nic} {version}"), error))
    };
    let versions: Vec<DocumentVersion> = versions.into_iter().map(read).collect::<Result<_, _>>()?;
    Ok(versions.into_iter().filter(|version| *version > drafted).collect())
}

/// Keeps an approval, once: what was emptied stays so.
pub async fn keep(
    tx: &mut PgConnection,
    source_event: Uuid,
    approved_at: Timestamp,
    fact: &ApplicationApprovedV1,
) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into approvals (nic, version, sha256, approved_at, source_event, title, with_conditions)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (nic, version) do nothing
        "#,
        fact.nic.as_str(),
        fact.version.to_string(),
        fact.sha256,
        approved_at.to_sqlx() as _,
        source_event,
        fact.title,
        fact.with_conditions,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The approval of one version, if it has come.
pub async fn find(tx: &mut PgConnection, nic: &Nic, version: DocumentVersion) -> Result<Option<Approval>, StoreError> {
    let row = sqlx::query!(
        r#"
        select sha256, approved_at, source_event, title, with_conditions from approvals
        where nic = $1 and version = $2
        "#,
        nic.as_str(),
        version.to_string(),
    )
    .fetch_optional(tx)
    .await?;
    Ok(row.map(|row| Approval {
        sha256: row.sha256,
        approved_at: row.approved_at.to_jiff(),
        source_event: row.source_event,
        title: row.title,
        with_conditions: row.with_conditions,
    }))
}

/// Empties what came with these facts.
pub async fn empty(tx: &mut PgConnection, source_events: &[Uuid]) -> Result<(), StoreError> {
    sqlx::query!("update approvals set title = null where source_event = any($1)", source_events).execute(tx).await?;
    Ok(())
}
