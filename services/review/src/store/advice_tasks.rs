//! What waits at a meeting, or for a precedent.

use dars_bus::StoreError;
use dars_vocabulary::{Nic, PersonId};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;
use uuid::Uuid;

use super::tasks::Whom;

/// One thing that waits, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// What is to be done.
    pub what: &'static str,
    /// The case it is about: it waits no longer once that case left the list.
    pub nic: Option<Nic>,
    /// For whom.
    pub whom: Whom,
    /// The day by which.
    pub due: Option<Date>,
    /// Those of the role for whom it does not wait.
    pub not_for: Vec<PersonId>,
    /// Where the thing stands in the API.
    pub path: String,
}

/// One thing that waits, as it is read.
#[derive(Clone, Debug)]
pub struct Row {
    /// The meeting or precedent.
    pub reference: String,
    /// What is to be done.
    pub what: String,
    /// The day by which.
    pub due: Option<Date>,
    /// Where the thing stands in the API.
    pub path: String,
}

/// Replaces what waits at a meeting, or for a precedent.
pub async fn replace(tx: &mut PgConnection, reference: &str, waiting: &[Waiting]) -> Result<(), StoreError> {
    sqlx::query!("delete from advice_tasks where reference = $1", reference).execute(&mut *tx).await?;
    for task in waiting {
        let (role, person) = match &task.whom {
            Whom::Role(role) => (Some(*role), None),
            Whom::Person(person) => (None, Some(person.0)),
        };
        let not_for: Vec<Uuid> = task.not_for.iter().map(|person| person.0).collect();
        sqlx::query!(
            r#"
            insert into advice_tasks (reference, what, nic, role, person, due, not_for, path)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            "#,
            reference,
            task.what,
            task.nic.as_ref().map(Nic::as_str),
            role,
            person,
            task.due.map(Date::to_sqlx) as _,
            &not_for,
            task.path,
        )
        .execute(&mut *tx)
        .await?;
    }
    Ok(())
}

/// What waits for `person` by name, where `by_name`, or by one of `roles`; by due date, each list from its index.
pub async fn of(
    tx: &mut PgConnection,
    person: PersonId,
    by_name: bool,
    roles: &[String],
    limit: i64,
) -> Result<Vec<Row>, StoreError> {
    let rows = sqlx::query!(
        r#"
        select reference as "reference!", what as "what!", due as "due?: jiff_sqlx::Date", path as "path!"
        from (
            (select t.reference, t.what, t.due, t.path from advice_tasks t
             where $2 and t.person = $1
                 and (t.nic is null
                     or exists (select from case_routes r where r.nic = t.nic and r.meeting = t.reference))
             order by t.due, t.reference limit $4)
            union all
            select found.reference, found.what, found.due, found.path
            from unnest($3::text[]) as asked (role)
            cross join lateral (
                select reference, what, due, path from advice_tasks
                where role = asked.role and not $1 = any (not_for)
                order by due, reference limit $4
            ) as found
        ) as waiting
        order by due, reference, what, path limit $4
        "#,
        person.0,
        by_name,
        roles,
        limit,
    )
    .fetch_all(tx)
    .await?;
    let shown = rows.into_iter().map(|row| Row {
        reference: row.reference,
        what: row.what,
        due: row.due.map(jiff_sqlx::Date::to_jiff),
        path: row.path,
    });
    Ok(shown.collect())
}
