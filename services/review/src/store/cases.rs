//! Cases, for the work queue.

use dars_bus::StoreError;
use dars_vocabulary::PersonId;
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use serde::Serialize;
use sqlx::PgConnection;
use uuid::Uuid;

/// One row of the queue; no personal data but an officer's opaque id.
#[derive(Clone, Debug, Serialize)]
pub struct Listed {
    /// The application.
    pub nic: String,
    /// The applicant organisation's code.
    pub organisation: String,
    /// Its name, once we were told.
    pub organisation_name: Option<String>,
    /// Where it stands.
    pub state: String,
    /// Who has it, opaque.
    pub officer: Option<Uuid>,
    /// The day by which a decision is due.
    pub decision_due: Date,
}

/// One row as it is read.
struct Row {
    nic: String,
    organisation: String,
    name: Option<String>,
    state: String,
    officer: Option<Uuid>,
    decision_due: jiff_sqlx::Date,
}

impl From<Row> for Listed {
    fn from(row: Row) -> Self {
        Self {
            nic: row.nic,
            organisation: row.organisation,
            organisation_name: row.name,
            state: row.state,
            officer: row.officer,
            decision_due: row.decision_due.to_jiff(),
        }
    }
}

/// One row as it is written.
#[derive(Clone, Copy, Debug)]
pub struct Kept<'a> {
    /// The application.
    pub nic: &'a str,
    /// The applicant organisation's code.
    pub organisation: &'a str,
    /// Where it stands.
    pub state: &'a str,
    /// Who has it.
    pub officer: Option<PersonId>,
    /// The day by which a decision is due.
    pub decision_due: Date,
}

/// Where a page begins: behind this case.
#[derive(Clone, Debug)]
pub struct Behind {
    /// Whether it is among the decided ones, which come last.
    pub decided: bool,
    /// Its day.
    pub due: Date,
    /// Its reference.
    pub nic: String,
}

impl Default for Behind {
    /// Before everything; Postgres knows earlier days than we need.
    fn default() -> Self {
        Self { decided: false, due: jiff::civil::date(1900, 1, 1), nic: String::new() }
    }
}

/// A page by due date, the open cases first.
pub async fn page(tx: &mut PgConnection, behind: &Behind, limit: i64) -> Result<Vec<Listed>, StoreError> {
    let mut rows = if behind.decided { Vec::new() } else { open(tx, behind, limit).await? };
    let left = limit - i64::try_from(rows.len()).unwrap_or(limit);
    if left > 0 {
        let first = Behind::default();
        rows.extend(decided(tx, if behind.decided { behind } else { &first }, left).await?);
    }
    Ok(rows)
}

async fn open(tx: &mut PgConnection, behind: &Behind, limit: i64) -> Result<Vec<Listed>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"
        select c.nic, c.organisation, o.name as "name?", c.state, c.officer, c.decision_due
        from cases c left join organisations o on o.id = c.organisation
        where c.state not in ('APPROVED', 'REFUSED') and (c.decision_due, c.nic) > ($1, $2)
        order by c.decision_due, c.nic limit $3
        "#,
        behind.due.to_sqlx() as _,
        behind.nic,
        limit,
    )
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(Listed::from).collect())
}

async fn decided(tx: &mut PgConnection, behind: &Behind, limit: i64) -> Result<Vec<Listed>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"
        select c.nic, c.organisation, o.name as "name?", c.state, c.officer, c.decision_due
        from cases c left join organisations o on o.id = c.organisation
        where c.state in ('APPROVED', 'REFUSED') and (c.decision_due, c.nic) > ($1, $2)
        order by c.decision_due, c.nic limit $3
        "#,
        behind.due.to_sqlx() as _,
        behind.nic,
        limit,
    )
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(Listed::from).collect())
}

/// Keeps one.
pub async fn keep(tx: &mut PgConnection, row: &Kept<'_>, changed_at: Timestamp) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into cases (nic, organisation, state, officer, decision_due, changed_at)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (nic) do update set
            organisation = excluded.organisation, state = excluded.state, officer = excluded.officer,
            decision_due = excluded.decision_due, changed_at = excluded.changed_at
        "#,
        row.nic,
        row.organisation,
        row.state,
        row.officer.map(|officer| officer.0),
        row.decision_due.to_sqlx() as _,
        changed_at.to_sqlx() as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}
