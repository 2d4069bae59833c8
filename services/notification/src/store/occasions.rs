//! What there is to tell, kept so that it can be planned again when people become known late.

use dars_bus::StoreError;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::occasion::Occasion;

/// An occasion with what brought it.
#[derive(Clone, Debug)]
pub struct Noted {
    /// The fact, or the rung.
    pub id: String,
    /// The fact, or the sweep.
    pub cause: Uuid,
    /// Trade time.
    pub at: Timestamp,
    /// What there is to tell.
    pub occasion: Occasion,
}

struct Row {
    id: String,
    cause: Uuid,
    at: jiff_sqlx::Timestamp,
    occasion: serde_json::Value,
}

impl Row {
    fn read(self) -> Result<Noted, StoreError> {
        let occasion = read(&self.id, self.occasion)?;
        Ok(Noted { id: self.id, cause: self.cause, at: self.at.to_jiff(), occasion })
    }
}

/// An occasion as it is stored.
pub fn read(id: &str, occasion: serde_json::Value) -> Result<Occasion, StoreError> {
    serde_json::from_value(occasion).map_err(|error| StoreError::corrupt("occasions", "occasion", id, error))
}

/// Keeps one; false when it was there.
pub async fn keep(tx: &mut PgConnection, noted: &Noted) -> Result<bool, StoreError> {
    let occasion = serde_json::to_value(&noted.occasion)
        .map_err(|error| StoreError::corrupt("occasions", "occasion", &noted.id, error))?;
    let organisations: Vec<String> = noted.occasion.organisations().iter().map(ToString::to_string).collect();
    let done = sqlx::query!(
        r#"
        insert into occasions (id, cause, reference, organisations, occasion, at, plan)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (id) do nothing
        "#,
        noted.id,
        noted.cause,
        noted.occasion.about.as_str(),
        &organisations,
        occasion,
        noted.at.to_sqlx() as _,
        noted.occasion.plan,
    )
    .execute(tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// It concerns these organisations too: whoever becomes known there late is told as well.
pub async fn concerns(tx: &mut PgConnection, id: &str, organisations: &[String]) -> Result<(), StoreError> {
    sqlx::query!("update occasions set organisations = $2 where id = $1", id, organisations).execute(tx).await?;
    Ok(())
}

/// Its mails were planned.
pub async fn planned(tx: &mut PgConnection, id: &str) -> Result<(), StoreError> {
    sqlx::query!("update occasions set planned = true where id = $1 and not planned", id).execute(tx).await?;
    Ok(())
}

/// Those about one reference that still wait or came at `since` or later.
pub async fn about(tx: &mut PgConnection, reference: &str, since: Timestamp) -> Result<Vec<Noted>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"
        select id, cause, at, occasion from occasions
        where reference = $1 and not cancelled and (not planned or at >= $2)
        order by at, id
        "#,
        reference,
        since.to_sqlx() as _,
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(Row::read).collect()
}

/// Those that concern an organisation, as applicant or otherwise, and still wait or came at `since` or later.
pub async fn concerning(tx: &mut PgConnection, organisation: &str, since: Timestamp) -> Result<Vec<Noted>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"
        select id, cause, at, occasion from occasions
        where (not planned or at >= $2) and not cancelled
          and ($1 = any(organisations) or reference in (select nic from applications where organisation = $1))
        order by at, id
        "#,
        organisation,
        since.to_sqlx() as _,
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(Row::read).collect()
}

/// Marks that an occasion's first mail has gone out; the occasion, unless it was marked before.
pub async fn gone_out(tx: &mut PgConnection, id: &str) -> Result<Option<Occasion>, StoreError> {
    let first =
        sqlx::query_scalar!("update occasions set told = true where id = $1 and not told returning occasion", id)
            .fetch_optional(tx)
            .await?;
    first.map(|occasion| read(id, occasion)).transpose()
}
