//! Drafts as they were last saved.

use dars_bus::StoreError;
use dars_vocabulary::{ApplicationContent, Nic};
use sqlx::PgConnection;

/// A draft.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// How often it was saved.
    pub revision: i64,
    /// What stands in it.
    pub content: ApplicationContent,
}

/// The draft of an application; empty before the first save.
pub async fn load(tx: &mut PgConnection, nic: &Nic) -> Result<Draft, StoreError> {
    let row =
        sqlx::query!("select revision, content from drafts where nic = $1", nic.as_str()).fetch_optional(tx).await?;
    row.map_or_else(
        || Ok(Draft::default()),
        |row| {
            Ok(Draft {
                revision: row.revision,
                content: serde_json::from_value(row.content)
                    .map_err(|error| StoreError::corrupt("drafts", "content", nic, error))?,
            })
        },
    )
}

/// Saves a draft as the revision behind `draft.revision`; a lost race when another saved first.
pub async fn save(tx: &mut PgConnection, nic: &Nic, draft: &Draft) -> Result<i64, StoreError> {
    let content =
        serde_json::to_value(&draft.content).map_err(|error| StoreError::corrupt("drafts", "content", nic, error))?;
    let done = sqlx::query!(
        r#"
        insert into drafts as d (nic, revision, content) values ($1, $2::bigint + 1, $3)
        on conflict (nic) do update set revision = excluded.revision, content = excluded.content
        where d.revision = $2
        "#,
        nic.as_str(),
        draft.revision,
        content,
    )
    .execute(tx)
    .await?;
    if done.rows_affected() == 1 {
        Ok(draft.revision + 1)
    } else {
        Err(StoreError::ChangedMeanwhile { reference: nic.to_string() })
    }
}

/// Empties the draft of a submitted application: its content stands in the journal from then on.
pub async fn drop(tx: &mut PgConnection, nic: &str) -> Result<(), StoreError> {
    sqlx::query!("update drafts set content = '{}' where nic = $1", nic).execute(tx).await?;
    Ok(())
}
