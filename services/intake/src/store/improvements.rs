//! What we changed, for everyone.

use dars_bus::StoreError;
use dars_intake_domain::improvement::{Improvement, State};
use jiff::civil::{Date, date};
use jiff_sqlx::ToSqlx as _;
use serde::Serialize;
use sqlx::PgConnection;

/// One published change.
#[derive(Clone, Debug, Serialize)]
pub struct Published {
    /// Its reference.
    pub reference: String,
    /// The day from which on it is different.
    pub changed_on: Date,
    /// What people told us.
    pub heard: String,
    /// What we changed.
    pub changed: String,
}

/// The reference of the next one.
pub async fn fresh(tx: &mut PgConnection) -> Result<String, StoreError> {
    let number = sqlx::query_scalar!(r#"select nextval('improvement_numbers') as "number!""#).fetch_one(tx).await?;
    Ok(format!("IMP-{number:06}"))
}

/// Keeps it while it is published.
pub async fn keep(tx: &mut PgConnection, reference: &str, state: &State) -> Result<(), StoreError> {
    match state {
        State::Published(Improvement { changed_on, heard, changed }) => {
            sqlx::query!(
                r#"
                insert into improvements (reference, changed_on, heard, changed) values ($1, $2, $3, $4)
                on conflict (reference) do nothing
                "#,
                reference,
                changed_on.to_sqlx() as _,
                heard,
                changed,
            )
            .execute(tx)
            .await?;
        }
        State::Absent | State::Withdrawn(_) => {
            sqlx::query!("delete from improvements where reference = $1", reference).execute(tx).await?;
        }
    }
    Ok(())
}

/// The newest, at most `limit`, behind a place in the list.
pub async fn newest(
    tx: &mut PgConnection,
    behind: Option<(Date, String)>,
    limit: i64,
) -> Result<Vec<Published>, StoreError> {
    let (changed_on, reference) = behind.unwrap_or((date(9999, 12, 31), String::new()));
    let rows = sqlx::query!(
        r#"
        select reference, changed_on as "changed_on: jiff_sqlx::Date", heard, changed from improvements
        where (changed_on, reference) < ($1, $2) order by changed_on desc, reference desc limit $3
        "#,
        changed_on.to_sqlx() as _,
        reference,
        limit,
    )
    .fetch_all(tx)
    .await?;
    let shown = rows.into_iter().map(|row| Published {
        reference: row.reference,
        changed_on: row.changed_on.to_jiff(),
        heard: row.heard,
        changed: row.changed,
    });
    Ok(shown.collect())
}
