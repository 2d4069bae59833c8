//! Cases, for the work queue.

use dars_bus::StoreError;
use dars_review_domain::case::{CaseClocks, clocks};
use dars_rules::clock::Pause;
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
    /// Whose turn it is; absent once it ended.
    pub pen: Option<String>,
    /// The day of submission in London.
    pub submitted_on: Date,
    /// Both clocks, and the day by which a decision is due.
    #[serde(flatten)]
    pub clocks: CaseClocks,
    /// Where it stands in the order of the queue.
    #[serde(skip)]
    pub order: Date,
    /// Whether it has ended.
    #[serde(skip)]
    pub ended: bool,
}

/// One row as it is read.
struct Row {
    nic: String,
    organisation: String,
    name: Option<String>,
    state: String,
    officer: Option<Uuid>,
    pen: Option<String>,
    decision_due: jiff_sqlx::Date,
    submitted_on: jiff_sqlx::Date,
    pauses: serde_json::Value,
    stopped_on: Option<jiff_sqlx::Date>,
    ended_on: Option<jiff_sqlx::Date>,
}

impl Row {
    /// As it is shown on `today`.
    fn shown(self, today: Date) -> Result<Listed, StoreError> {
        let pauses: Vec<Pause> = serde_json::from_value(self.pauses)
            .map_err(|error| StoreError::corrupt("cases", "pauses", &self.nic, error))?;
        let until = self.stopped_on.map_or(today, |stopped| stopped.to_jiff().min(today));
        let submitted_on = self.submitted_on.to_jiff();
        Ok(Listed {
            nic: self.nic,
            organisation: self.organisation,
            organisation_name: self.name,
            state: self.state,
            officer: self.officer,
            pen: self.pen,
            submitted_on,
            clocks: clocks(submitted_on, &pauses, until),
            order: self.decision_due.to_jiff(),
            ended: self.ended_on.is_some(),
        })
    }
}

/// One row as it is written.
#[derive(Clone, Debug)]
pub struct Kept<'a> {
    /// The application.
    pub nic: &'a str,
    /// The applicant organisation's code.
    pub organisation: &'a str,
    /// Where it stands.
    pub state: &'a str,
    /// Who has it.
    pub officer: Option<PersonId>,
    /// The day by which a decision is due, unless the applicant takes longer.
    pub decision_due: Date,
    /// The day of submission.
    pub submitted_on: Date,
    /// When the clock stood still.
    pub pauses: serde_json::Value,
    /// Whose turn it is.
    pub pen: Option<&'static str>,
    /// The day from which no clock runs.
    pub stopped_on: Option<Date>,
    /// The day on which it ended.
    pub ended_on: Option<Date>,
    /// The title of what is under review; nothing once redacted.
    pub title: Option<&'a str>,
    /// The number in its reference.
    pub number: Option<i32>,
}

/// Which of the open cases are asked for; with none of these, all cases.
#[derive(Clone, Debug, Default)]
pub struct Only {
    /// Those of this officer.
    pub officer: Option<Uuid>,
    /// Those that stand here.
    pub state: Option<String>,
    /// Those that were due before this day, and do not wait for their applicant: the day moves while they do.
    pub due_before: Option<Date>,
    /// Those that nobody has.
    pub unassigned: bool,
}

impl Only {
    /// Whether anything is asked for: then the ended ones are left out.
    pub fn asks(&self) -> bool {
        self.officer.is_some() || self.state.is_some() || self.due_before.is_some() || self.unassigned
    }
}

/// Where a page begins: behind this case.
#[derive(Clone, Debug)]
pub struct Behind {
    /// Whether it is among the ended ones, which come last.
    pub ended: bool,
    /// Its day.
    pub due: Date,
    /// Its reference.
    pub nic: String,
}

impl Default for Behind {
    /// Before everything; Postgres knows earlier days than we need.
    fn default() -> Self {
        Self { ended: false, due: jiff::civil::date(1900, 1, 1), nic: String::new() }
    }
}

/// A page by due date, the open cases first; the clocks as they stand on `today`.
pub async fn page(
    tx: &mut PgConnection,
    only: &Only,
    behind: &Behind,
    limit: i64,
    today: Date,
) -> Result<Vec<Listed>, StoreError> {
    let mut rows = if behind.ended { Vec::new() } else { open(tx, only, behind, limit, today).await? };
    let left = limit - i64::try_from(rows.len()).unwrap_or(limit);
    if left > 0 && !only.asks() {
        let first = Behind::default();
        rows.extend(ended(tx, if behind.ended { behind } else { &first }, left, today).await?);
    }
    Ok(rows)
}

async fn open(
    tx: &mut PgConnection,
    only: &Only,
    behind: &Behind,
    limit: i64,
    today: Date,
) -> Result<Vec<Listed>, StoreError> {
    let rows = match (only.officer, &only.state) {
        (Some(officer), _) => of_officer(tx, officer, only, behind, limit).await?,
        (None, Some(state)) => in_state(tx, state, only, behind, limit).await?,
        (None, None) => any_open(tx, only, behind, limit).await?,
    };
    rows.into_iter().map(|row| row.shown(today)).collect()
}

/// From the index of who has them.
async fn of_officer(
    tx: &mut PgConnection,
    officer: Uuid,
    only: &Only,
    behind: &Behind,
    limit: i64,
) -> Result<Vec<Row>, StoreError> {
    Ok(sqlx::query_as!(
        Row,
        r#"
        select c.nic, c.organisation, o.name as "name?", c.state, c.officer, c.pen, c.decision_due, c.submitted_on,
            c.pauses, c.stopped_on, c.ended_on
        from cases c left join organisations o on o.id = c.organisation
        where c.ended_on is null and c.officer = $1 and (c.decision_due, c.nic) > ($2, $3)
            and ($4::text is null or c.state = $4) and ($5::date is null or (c.decision_due < $5 and c.pen is distinct from 'applicant'))
        order by c.decision_due, c.nic limit $6
        "#,
        officer,
        behind.due.to_sqlx() as _,
        behind.nic,
        only.state,
        only.due_before.map(Date::to_sqlx) as _,
        limit,
    )
    .fetch_all(tx)
    .await?)
}

/// From the index of where they stand.
async fn in_state(
    tx: &mut PgConnection,
    state: &str,
    only: &Only,
    behind: &Behind,
    limit: i64,
) -> Result<Vec<Row>, StoreError> {
    Ok(sqlx::query_as!(
        Row,
        r#"
        select c.nic, c.organisation, o.name as "name?", c.state, c.officer, c.pen, c.decision_due, c.submitted_on,
            c.pauses, c.stopped_on, c.ended_on
        from cases c left join organisations o on o.id = c.organisation
        where c.ended_on is null and c.state = $1 and (c.decision_due, c.nic) > ($2, $3)
            and ($4::date is null or (c.decision_due < $4 and c.pen is distinct from 'applicant')) and (not $5 or c.officer is null)
        order by c.decision_due, c.nic limit $6
        "#,
        state,
        behind.due.to_sqlx() as _,
        behind.nic,
        only.due_before.map(Date::to_sqlx) as _,
        only.unassigned,
        limit,
    )
    .fetch_all(tx)
    .await?)
}

/// From the index of what is under way.
async fn any_open(tx: &mut PgConnection, only: &Only, behind: &Behind, limit: i64) -> Result<Vec<Row>, StoreError> {
    Ok(sqlx::query_as!(
        Row,
        r#"
        select c.nic, c.organisation, o.name as "name?", c.state, c.officer, c.pen, c.decision_due, c.submitted_on,
            c.pauses, c.stopped_on, c.ended_on
        from cases c left join organisations o on o.id = c.organisation
        where c.ended_on is null and (c.decision_due, c.nic) > ($1, $2)
            and ($3::date is null or (c.decision_due < $3 and c.pen is distinct from 'applicant')) and (not $4 or c.officer is null)
        order by c.decision_due, c.nic limit $5
        "#,
        behind.due.to_sqlx() as _,
        behind.nic,
        only.due_before.map(Date::to_sqlx) as _,
        only.unassigned,
        limit,
    )
    .fetch_all(tx)
    .await?)
}

async fn ended(tx: &mut PgConnection, behind: &Behind, limit: i64, today: Date) -> Result<Vec<Listed>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"
        select c.nic, c.organisation, o.name as "name?", c.state, c.officer, c.pen, c.decision_due, c.submitted_on,
            c.pauses, c.stopped_on, c.ended_on
        from cases c left join organisations o on o.id = c.organisation
        where c.ended_on is not null and (c.decision_due, c.nic) > ($1, $2)
        order by c.decision_due, c.nic limit $3
        "#,
        behind.due.to_sqlx() as _,
        behind.nic,
        limit,
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(|row| row.shown(today)).collect()
}

/// The references of the open cases of an officer, behind `after`.
pub async fn open_of(
    tx: &mut PgConnection,
    officer: PersonId,
    after: &str,
    limit: i64,
) -> Result<Vec<String>, StoreError> {
    Ok(sqlx::query_scalar!(
        "select nic from cases where officer = $1 and ended_on is null and nic > $2 order by nic limit $3",
        officer.0,
        after,
        limit,
    )
    .fetch_all(tx)
    .await?)
}

/// Keeps one.
pub async fn keep(tx: &mut PgConnection, row: &Kept<'_>, changed_at: Timestamp) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into cases (
            nic, organisation, state, officer, decision_due, submitted_on, pauses, pen, stopped_on, ended_on,
            changed_at, title, number)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        on conflict (nic) do update set
            organisation = excluded.organisation, state = excluded.state, officer = excluded.officer,
            decision_due = excluded.decision_due, submitted_on = excluded.submitted_on, pauses = excluded.pauses,
            pen = excluded.pen, stopped_on = excluded.stopped_on, ended_on = excluded.ended_on,
            changed_at = excluded.changed_at, title = excluded.title, number = excluded.number
        "#,
        row.nic,
        row.organisation,
        row.state,
        row.officer.map(|officer| officer.0),
        row.decision_due.to_sqlx() as _,
        row.submitted_on.to_sqlx() as _,
        row.pauses,
        row.pen,
        row.stopped_on.map(Date::to_sqlx) as _,
        row.ended_on.map(Date::to_sqlx) as _,
        changed_at.to_sqlx() as _,
        row.title,
        row.number,
    )
    .execute(tx)
    .await?;
    Ok(())
}
