//! What advisory groups thought of an application before it was handed in.

use std::collections::BTreeSet;

use dars_bus::StoreError;
use dars_messages::facts::intake::EarlyViewV1;
use dars_vocabulary::PersonId;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use serde::Serialize;
use sqlx::PgConnection;
use uuid::Uuid;

/// One view.
#[derive(Clone, Debug, Serialize)]
pub struct View {
    /// Which group.
    pub group: String,
    /// The day on which it was given.
    pub given_on: Date,
    /// Who gave it, and who recorded it.
    pub advisers: Vec<Uuid>,
    /// The view; `None` once redacted.
    pub text: Option<String>,
}

/// Keeps a view as it was told.
pub async fn keep(tx: &mut PgConnection, source_event: Uuid, fact: &EarlyViewV1) -> Result<(), StoreError> {
    let advisers: Vec<Uuid> = fact.advisers.iter().map(|person| person.0).collect();
    sqlx::query!(
        "insert into early_views (source_event, nic, group_code, given_on, advisers, text) values ($1, $2, $3, $4, $5, $6)
         on conflict (source_event) do nothing",
        source_event,
        fact.nic.as_str(),
        fact.group.code(),
        fact.given_on.to_sqlx() as _,
        &advisers,
        fact.text,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The views of an application, oldest first.
pub async fn of(tx: &mut PgConnection, nic: &str) -> Result<Vec<View>, StoreError> {
    let rows = sqlx::query!(
        r#"select group_code, given_on as "given_on: jiff_sqlx::Date", advisers, text from early_views where nic = $1
        order by given_on, group_code, source_event"#,
        nic,
    )
    .fetch_all(tx)
    .await?;
    let view = |group: String, given_on: jiff_sqlx::Date, advisers, text| {
        let given_on = given_on.to_jiff();
        View { group, given_on, advisers, text }
    };
    Ok(rows.into_iter().map(|row| view(row.group_code, row.given_on, row.advisers, row.text)).collect())
}

/// Everyone who gave one of an application, or recorded it.
pub async fn advisers(tx: &mut PgConnection, nic: &str) -> Result<BTreeSet<PersonId>, StoreError> {
    Ok(of(tx, nic).await?.into_iter().flat_map(|view| view.advisers).map(PersonId).collect())
}

/// Empties what these facts told.
pub async fn empty(tx: &mut PgConnection, source_events: &[Uuid]) -> Result<(), StoreError> {
    sqlx::query!("update early_views set text = null where source_event = any($1)", source_events).execute(tx).await?;
    Ok(())
}
