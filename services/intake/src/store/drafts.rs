//! Drafts as they were last saved.

use dars_bus::StoreError;
use dars_vocabulary::{ApplicationContent, Nic};
use jiff::civil::Date;
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
}

/// The draft of an application; empty before the first save.
pub async fn load(tx: &mut PgConnection, nic: &Nic) -> Result<Draft, StoreError> {
    let row = sqlx::query!("select revision, content, saved_on from drafts where nic = $1", nic.as_str())
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
    let done = sqlx::query!(
        r#"
        insert into drafts as d (nic, revision, content, saved_on) values ($1, $2::bigint + 1, $3, $4)
        on conflict (nic) do update set
            revision = excluded.revision, content = excluded.content, saved_on = excluded.saved_on
        where d.revision = $2
        "#,
        nic.as_str(),
        draft.revision,
        content,
        draft.saved_on.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
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
        on conflict (nic) do update set content = excluded.content
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
    sqlx::query!("update drafts set content = '{}' where nic = $1", nic).execute(tx).await?;
    Ok(())
}

fn json(nic: &str, content: &ApplicationContent) -> Result<serde_json::Value, StoreError> {
    serde_json::to_value(content).map_err(|error| StoreError::corrupt("drafts", "content", nic, error))
}
