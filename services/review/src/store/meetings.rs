//! Meetings, for their list, and the minutes that everyone may read.

use dars_bus::StoreError;
use dars_review_domain::meeting::State;
use dars_vocabulary::PersonId;
use jiff::civil::{Date, date};
use jiff_sqlx::ToSqlx as _;
use serde::Serialize;
use sqlx::PgConnection;
use uuid::Uuid;

/// One row of the list.
#[derive(Clone, Debug, Serialize)]
pub struct Listed {
    /// The meeting.
    pub reference: String,
    /// Whose.
    pub group: String,
    /// The day.
    pub meets_on: Date,
    /// Where it stands.
    pub state: String,
    /// How many cases are on its list.
    pub items: i32,
}

/// Minutes that everyone may read.
#[derive(Clone, Debug, Serialize)]
pub struct Minutes {
    /// The meeting.
    pub reference: String,
    /// Whose.
    pub group: String,
    /// The day of the meeting.
    pub met_on: Date,
    /// Which edition.
    pub edition: i32,
    /// The day of its publication.
    pub published_on: Date,
}

/// Where a page begins: behind this meeting, the newest first.
#[derive(Clone, Debug)]
pub struct Behind {
    /// Its day.
    pub day: Date,
    /// Its reference.
    pub reference: String,
}

impl Default for Behind {
    /// Before everything.
    fn default() -> Self {
        Self { day: date(9999, 12, 31), reference: "~".to_owned() }
    }
}

/// Keeps one, and the minutes that everyone may read.
pub async fn keep(tx: &mut PgConnection, reference: &str, state: &State) -> Result<(), StoreError> {
    let Some(meeting) = state.meeting() else { return Ok(()) };
    let members: Vec<Uuid> = meeting.members.iter().map(|member| member.0).collect();
    sqlx::query!(
        r#"
        insert into meetings (reference, advisory_group, meets_on, state, items, members) values ($1, $2, $3, $4, $5, $6)
        on conflict (reference) do update set
            state = excluded.state, items = excluded.items, members = excluded.members
        "#,
        reference,
        meeting.group.code(),
        meeting.meets_on.to_sqlx() as _,
        state.name(),
        i32::try_from(meeting.items.len()).unwrap_or(i32::MAX),
        &members,
    )
    .execute(&mut *tx)
    .await?;
    let Some(published) = state.published() else { return Ok(()) };
    sqlx::query!(
        r#"
        insert into published_minutes (reference, advisory_group, met_on, edition, published_on)
        values ($1, $2, $3, $4, $5)
        on conflict (reference) do update set edition = excluded.edition, published_on = excluded.published_on
        "#,
        reference,
        meeting.group.code(),
        meeting.meets_on.to_sqlx() as _,
        i32::try_from(published.minutes.edition).unwrap_or(i32::MAX),
        published.published_on.to_sqlx() as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// A page, the newest first: all of them, or those at which `member` sits.
pub async fn page(
    tx: &mut PgConnection,
    member: Option<PersonId>,
    behind: &Behind,
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    let rows = sqlx::query!(
        r#"
        select reference, advisory_group, meets_on as "meets_on: jiff_sqlx::Date", state, items
        from meetings
        where (meets_on, reference) < ($1, $2) and ($3::uuid is null or $3 = any (members))
        order by meets_on desc, reference desc limit $4
        "#,
        behind.day.to_sqlx() as _,
        behind.reference,
        member.map(|member| member.0),
        limit,
    )
    .fetch_all(tx)
    .await?;
    let shown = rows.into_iter().map(|row| Listed {
        reference: row.reference,
        group: row.advisory_group,
        meets_on: row.meets_on.to_jiff(),
        state: row.state,
        items: row.items,
    });
    Ok(shown.collect())
}

/// A page of minutes, the newest meeting first.
pub async fn minutes(tx: &mut PgConnection, behind: &Behind, limit: i64) -> Result<Vec<Minutes>, StoreError> {
    let rows = sqlx::query!(
        r#"
        select reference, advisory_group, met_on as "met_on: jiff_sqlx::Date", edition,
            published_on as "published_on: jiff_sqlx::Date"
        from published_minutes where (met_on, reference) < ($1, $2)
        order by met_on desc, reference desc limit $3
        "#,
        behind.day.to_sqlx() as _,
        behind.reference,
        limit,
    )
    .fetch_all(tx)
    .await?;
    let shown = rows.into_iter().map(|row| Minutes {
        reference: row.reference,
        group: row.advisory_group,
        met_on: row.met_on.to_jiff(),
        edition: row.edition,
        published_on: row.published_on.to_jiff(),
    });
    Ok(shown.collect())
}
