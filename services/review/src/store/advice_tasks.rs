//! What waits at a meeting, or for a precedent.

use dars_bus::StoreError;
use dars_messages::requests::tasks::Place;
use dars_vocabulary::{Nic, PersonId};
use jiff::civil::{Date, date};
use jiff_sqlx::ToSqlx as _;
use serde_json::{Value, json};
use sqlx::PgConnection;
use uuid::Uuid;

use super::tasks::{Asker, Whom};

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
    if waiting.is_empty() {
        return Ok(());
    }
    let mut rows = Vec::new();
    for task in waiting {
        let (role, person) = task.whom.columns();
        let not_for: Vec<Uuid> = task.not_for.iter().map(|person| person.0).collect();
        rows.push(json!({
            "what": task.what,
            "nic": task.nic,
            "role": role,
            "person": person,
            "due": task.due,
            "not_for": not_for,
            "path": task.path,
        }));
    }
    sqlx::query!(
        r#"
        -- As one: Postgres has no arrays of arrays of different lengths.
        insert into advice_tasks (reference, what, nic, role, person, due, not_for, path)
        select $1, what, nic, role, person, due, not_for, path
        from jsonb_to_recordset($2)
            as waits (what text, nic text, role text, person uuid, due date, not_for uuid[], path text)
        "#,
        reference,
        Value::Array(rows),
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// What waits for someone by name, where `by_name`, or by one of their roles; by due date, from the day and reference of
/// `behind` on, each list from its index.
pub async fn of(
    tx: &mut PgConnection,
    asker: &Asker,
    by_name: bool,
    behind: Option<&Place>,
    limit: i64,
) -> Result<Vec<Row>, StoreError> {
    let (due, reference) = behind.map_or((Some(date(1, 1, 1)), ""), |place| (place.due, &place.reference));
    let rows = sqlx::query!(
        r#"
        select reference as "reference!", what as "what!", due as "due?: jiff_sqlx::Date", path as "path!"
        from (
            (select t.reference, t.what, t.due, t.path from advice_tasks t
             where $2 and t.person = $1
                 and (t.nic is null
                     or exists (select from case_routes r where r.nic = t.nic and r.meeting = t.reference))
                 and case when $5::date is null then t.due is null and t.reference >= $6
                     else t.due is null or (t.due, t.reference) >= ($5, $6) end
             order by t.due, t.reference limit $4)
            union all
            select found.reference, found.what, found.due, found.path
            from unnest($3::text[]) as asked (role)
            cross join lateral (
                select reference, what, due, path from advice_tasks
                where role = asked.role and not $1 = any (not_for)
                    and case when $5::date is null then due is null and reference >= $6
                        else due is null or (due, reference) >= ($5, $6) end
                order by due, reference limit $4
            ) as found
        ) as waiting
        order by due, reference, what, path limit $4
        "#,
        asker.person.0,
        by_name,
        &asker.roles,
        limit,
        due.map(Date::to_sqlx) as _,
        reference,
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
