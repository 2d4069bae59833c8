//! Drafts as they were last saved.

use std::collections::BTreeMap;

use dars_bus::StoreError;
use dars_vocabulary::{ApplicationContent, Nic, PersonId};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

/// A draft.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// How often it was saved.
    pub revision: i64,
    /// What stands in it.
    pub content: ApplicationContent,
    /// The day in London on which it was last saved.
    pub saved_on: Option<Date>,
    /// Who saved each section last.
    pub saves: BTreeMap<String, Save>,
}

/// The last save of one section.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Save {
    /// As which revision.
    pub revision: i64,
    /// By whom.
    pub by: PersonId,
    /// When, in trade time.
    pub at: Timestamp,
}

/// The draft of an application; empty before the first save.
pub async fn load(tx: &mut PgConnection, nic: &Nic) -> Result<Draft, StoreError> {
    let row = sqlx::query!("select revision, content, saved_on, saves from drafts where nic = $1", nic.as_str())
        .fetch_optional(tx)
        .await?;
    row.map_or_else(
        || Ok(Draft::default()),
        |row| {
            Ok(Draft {
                revision: row.revision,
                content: serde_json::from_value(row.content)
                    .map_err(|error| StoreError::corrupt("drafts", "content", nic, error))?,
                saved_on: row.saved_on.map(jiff_sqlx::Date::to_jiff),
                saves: serde_json::from_value(row.saves)
                    .map_err(|error| StoreError::corrupt("drafts", "saves", nic, error))?,
            })
        },
    )
}

/// The day on which it was last saved.
pub async fn saved_on(tx: &mut PgConnection, nic: &str) -> Result<Option<Date>, StoreError> {
    let saved = sqlx::query_scalar!("select saved_on from drafts where nic = $1", nic).fetch_optional(tx).await?;
    Ok(saved.flatten().map(jiff_sqlx::Date::to_jiff))
}

/// How often it was saved.
pub async fn revision(tx: &mut PgConnection, nic: &Nic) -> Result<i64, StoreError> {
    let revision =
        sqlx::query_scalar!("select revision from drafts where nic = $1", nic.as_str()).fetch_optional(tx).await?;
    Ok(revision.unwrap_or_default())
}

/// Saves a draft as the revision behind `draft.revision`; a lost race when another saved first.
pub async fn save(tx: &mut PgConnection, nic: &Nic, draft: &Draft) -> Result<i64, StoreError> {
    let content = json(nic.as_str(), &draft.content)?;
    let saves =
        serde_json::to_value(&draft.saves).map_err(|error| StoreError::corrupt("drafts", "saves", nic, error))?;
    let done = sqlx::query!(
        r#"
        insert into drafts as d (nic, revision, content, saved_on, saves) values ($1, $2::bigint + 1, $3, $4, $5)
        on conflict (nic) do update set
            revision = excluded.revision, content = excluded.content, saved_on = excluded.saved_on,
            saves = excluded.saves
        where d.revision = $2
        "#,
        nic.as_str(),
        draft.revision,
        content,
        draft.saved_on.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        saves,
    )
    .execute(tx)
    .await?;
    if done.rows_affected() == 1 {
        Ok(draft.revision + 1)
    } else {
        Err(StoreError::ChangedMeanwhile { reference: nic.to_string() })
    }
}

/// Begins a draft with what was handed in before. No one saved it: its revision stays.
pub async fn fill(tx: &mut PgConnection, nic: &str, content: &ApplicationContent) -> Result<(), StoreError> {
    let content = json(nic, content)?;
    sqlx::query!(
        r#"
        insert into drafts (nic, revision, content) values ($1, 0, $2)
        on conflict (nic) do update set content = excluded.content, saves = '{}'
        "#,
        nic,
        content,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Empties the draft of an application whose content stands in the journal from then on, or is to be forgotten.
pub async fn drop(tx: &mut PgConnection, nic: &str) -> Result<(), StoreError> {
    sqlx::query!("update drafts set content = '{}', saves = '{}' where nic = $1", nic).execute(tx).await?;
    Ok(())
}

/// Empties the drafts that began with a version of another application, and are not handed in.
pub async fn drop_copies(tx: &mut PgConnection, of: &str, version: &str) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        update drafts set content = '{}', saves = '{}'
        where nic in (select nic from applications where copied_from = $1 and copied_version = $2)
        "#,
        of,
        version
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        r#"
        delete from papers p using applications a
        where a.nic = p.nic and a.copied_from = $1 and a.copied_version = $2
          and a.state in ('PRELIM_ASSESSMENT', 'DRAFT')
        "#,
        of,
        version
    )
    .execute(tx)
    .await?;
    Ok(())
}

fn json(nic: &str, content: &ApplicationContent) -> Result<serde_json::Value, StoreError> {
    serde_json::to_value(content).map_err(|error| StoreError::corrupt("drafts", "content", nic, error))
}
